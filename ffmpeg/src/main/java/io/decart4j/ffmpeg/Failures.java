package io.decart4j.ffmpeg;

import io.decart4j.ffmpeg.MediaFileException.Problem;
import java.nio.file.Path;

/** Whatever goes wrong with a file, as the one kind of error that is documented. */
final class Failures {

    private Failures() {}

    static MediaFileException of(Throwable error, Path file) {
        if (error instanceof MediaFileException told) {
            return told;
        }
        if (error instanceof OutOfMemoryError) {
            return new MediaFileException(Problem.NO_MEMORY, file, remedy(error), error);
        }
        return new MediaFileException(Problem.DAMAGED, file, "cannot be read on: " + error.getMessage(), error);
    }

    /** What to do about missing memory. */
    static String remedy(Throwable memory) {
        return "not enough memory: " + memory.getMessage()
                + ". JavaCPP counts the memory of the whole process and allows four times the heap: start with"
                + " -Dorg.bytedeco.javacpp.maxPhysicalBytes=0, or with a larger -Xmx";
    }
}
