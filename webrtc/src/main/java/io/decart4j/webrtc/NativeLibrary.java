package io.decart4j.webrtc;

import dev.onvoid.webrtc.internal.NativeLoader;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Loads the native code once per JVM. Done here and not by the class initialisers of webrtc-java: a class whose
 * initialiser failed stays broken for good, while this can be tried again after the packages were installed.
 */
final class NativeLibrary {

    private static boolean loaded;
    private static @Nullable String failure;

    private NativeLibrary() {}

    /** Blocks on the file system the first time. */
    static synchronized void load() {
        if (loaded) {
            return;
        }
        List<MissingLibrary> missing = NativeLibraries.missing();
        // A failed attempt leaves 23 MB in the temporary folder: none is made that cannot succeed.
        if (failure == null || missing.isEmpty()) {
            try {
                NativeLoader.loadLibrary("webrtc-java");
                loaded = true;
                return;
            } catch (Exception | LinkageError e) {
                failure = String.valueOf(e.getMessage());
                throw new NativeLibraryException(missing, NativeLibraries.installCommand(missing), failure, e);
            }
        }
        throw new NativeLibraryException(missing, NativeLibraries.installCommand(missing), failure, null);
    }
}
