package io.decart4j.ffmpeg;

import java.nio.file.Path;
import java.util.Optional;
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
    private final transient @Nullable Path partial;

    MediaFileException(Problem problem, Path file, String message) {
        this(problem, file, message, null);
    }

    MediaFileException(Problem problem, Path file, String message, @Nullable Throwable cause) {
        super(file + ": " + message, cause);
        this.problem = problem;
        this.file = file;
        this.partial = null;
    }

    private MediaFileException(MediaFileException cause, Path partial) {
        super(cause.getMessage() + "; what was written is kept in " + partial, cause);
        this.problem = cause.problem;
        this.file = cause.file;
        this.partial = partial;
    }

    /** The same failure of a recording of which something is left. */
    MediaFileException kept(Path partial) {
        return new MediaFileException(this, partial);
    }

    /** Whether it is of no use to go on writing. */
    boolean isUnwritable() {
        return problem == Problem.NOT_WRITABLE;
    }

    /** The kind of failure. */
    public Problem problem() {
        return problem;
    }

    /** What there is of a recording that failed, when something is kept: a file that can be read, and is the caller's to move. */
    public Optional<Path> partial() {
        return Optional.ofNullable(partial);
    }

    /** The file that it is about. */
    public Path file() {
        return file;
    }
}
