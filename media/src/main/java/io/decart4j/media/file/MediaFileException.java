package io.decart4j.media.file;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A file that cannot be read or written, or does not hold what it should; the message starts with its name. */
public final class MediaFileException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Path file;

    /**
     * Names the file.
     *
     * @param reason what is wrong with it, and what would be right
     */
    public MediaFileException(Path file, String reason, @Nullable Throwable cause) {
        super(file + ": " + reason, cause);
        this.file = file;
    }

    /** The file. */
    public Path file() {
        return file;
    }
}
