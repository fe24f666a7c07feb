package io.decart4j.webrtc;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The native library could not be loaded. The message names the shared libraries that the host lacks and the command
 * that installs them, where they are known.
 */
public final class NativeLibraryException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<MissingLibrary> missing;

    NativeLibraryException(
            List<MissingLibrary> missing, @Nullable String installCommand, String reason, @Nullable Throwable cause) {
        super(message(missing, installCommand, reason), cause);
        this.missing = List.copyOf(missing);
    }

    /** What the host lacks; empty when the cause is something else. */
    public List<MissingLibrary> missing() {
        return missing;
    }

    private static String message(List<MissingLibrary> missing, @Nullable String installCommand, String reason) {
        if (missing.isEmpty()) {
            return "the WebRTC library could not be loaded: " + reason
                    + "; it is unpacked to java.io.tmpdir, which must be a folder from which libraries may be run and with 24 MB"
                    + " free: -Djava.io.tmpdir=DIR takes another one";
        }
        List<String> names = missing.stream().map(MissingLibrary::soname).toList();
        String text = "the WebRTC library needs " + String.join(", ", names);
        return installCommand == null ? text : text + "; on Debian or Ubuntu: " + installCommand;
    }
}
