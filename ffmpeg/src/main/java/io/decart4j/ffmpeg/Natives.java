package io.decart4j.ffmpeg;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.decart4j.ffmpeg.MediaFileException.Problem;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;

/** What every call into FFmpeg has in common. */
final class Natives {

    private static final int ERROR_TEXT = 256;

    static {
        // What goes wrong is told by exceptions; the library would write to standard error.
        avutil.av_log_set_level(avutil.AV_LOG_QUIET);
    }

    private Natives() {}

    /** Unpacks and loads the native library, the first time. */
    static void load() {
        // the static initialiser does it
    }

    /** The result, unless it is an error. */
    static int check(int result, Path file, Problem problem, String step) {
        if (result < 0) {
            throw new MediaFileException(problem, file, step + ": " + text(result));
        }
        return result;
    }

    static String text(int error) {
        byte[] text = new byte[ERROR_TEXT];
        avutil.av_strerror(error, text, text.length);
        int end = 0;
        while (end < text.length && text[end] != 0) {
            end++;
        }
        return new String(text, 0, end, UTF_8);
    }

    /** The file's address for FFmpeg, which would take a colon in a name for a protocol. */
    static BytePointer address(Path file) {
        byte[] name = ("file:" + file.toAbsolutePath() + "\0").getBytes(UTF_8);
        return new BytePointer(name);
    }
}
