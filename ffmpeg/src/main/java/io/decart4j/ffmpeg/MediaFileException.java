package io.decart4j.ffmpeg;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A media file could not be read or written. */
public final class MediaFileException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What is wrong with the file. */
    public enum Problem {
        /** It is not there, no regular file, or may not be read. */
        UNREADABLE,
        /** It is no media file, or none of a known kind. */
        NOT_MEDIA,
        /** It has no video that can be decoded, or a recording got none. */
        NO_VIDEO,
        /** It has no audio that can be decoded. */
        NO_AUDIO,
        /** It begins as a media file, but nothing of it can be decoded, or nothing any more for a long while. */
        DAMAGED,
        /** There is not enough native memory for it. The message has the remedy. */
        NO_MEMORY,
        /** It cannot be written there. */
        NOT_WRITABLE,
        /** No encoder on this machine takes these frames. */
        NOT_ENCODABLE
    }

    private final Problem problem;
    private final transient Path file;

    MediaFileException(Problem problem, Path file, String message) {
        this(problem, file, message, null);
    }

    MediaFileException(Problem problem, Path file, String message, @Nullable Throwable cause) {
        super(file + ": " + message, cause);
        this.problem = problem;
        this.file = file;
    }

    /** The kind of failure. */
    public Problem problem() {
        return problem;
    }

    /** The file that it is about. */
    public Path file() {
        return file;
    }
}
