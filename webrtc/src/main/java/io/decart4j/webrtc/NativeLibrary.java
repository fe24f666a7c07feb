package io.decart4j.webrtc;

import dev.onvoid.webrtc.internal.NativeLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads the native code once per JVM. Done here and not by the class initialisers of webrtc-java: a class whose
 * initialiser failed stays broken for good, while this can be tried again after the packages were installed.
 */
final class NativeLibrary {

    private static final Logger log = LoggerFactory.getLogger(NativeLibrary.class);
    private static final String NAME = System.mapLibraryName("webrtc-java").split("\\.", 2)[0];

    private static boolean loaded;
    private static @Nullable String failure;

    private NativeLibrary() {}

    /** Blocks on the file system the first time. */
    static synchronized void load() {
        if (loaded) {
            return;
        }
        List<MissingLibrary> missing = NativeLibraries.missing();
        // An attempt writes 23 MB to the temporary folder: none is made that cannot succeed.
        if (failure == null || missing.isEmpty()) {
            try {
                NativeLoader.loadLibrary("webrtc-java");
                loaded = true;
                return;
            } catch (Exception | LinkageError e) {
                failure = String.valueOf(e.getMessage());
                removeCopy(failure);
                throw new NativeLibraryException(missing, NativeLibraries.installCommand(missing), failure, e);
            }
        }
        throw new NativeLibraryException(missing, NativeLibraries.installCommand(missing), failure, null);
    }

    /** The loader leaves its copy of the library behind when the system takes it not; the system's message begins with its path. */
    private static void removeCopy(String failure) {
        int end = failure.indexOf(": ");
        try {
            Path copy = Path.of(end < 0 ? "" : failure.substring(0, end));
            if (String.valueOf(copy.getFileName()).startsWith(NAME)) {
                Files.deleteIfExists(copy);
            }
        } catch (IOException | InvalidPathException e) {
            log.debug("What is left of loading the WebRTC library stays there", e);
        }
    }
}
