package io.decart4j.file;

import io.decart4j.error.ErrorCode;
import io.decart4j.error.RequestException;
import io.decart4j.input.ImageSource;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A file that was uploaded.
 *
 * @param id what it is referred to by, {@code file_…}
 * @param filename as it was uploaded, or null
 * @param mediaType for example {@code image/png}
 * @param sizeBytes its length in bytes
 * @param createdAt when it was uploaded
 * @param expiresAt until when it can be used, or null for ever
 */
public record FileReference(
        String id,
        @Nullable String filename,
        String mediaType,
        long sizeBytes,
        Instant createdAt,
        @Nullable Instant expiresAt) {

    /** The file as a reference image: its id is sent and not its bytes. */
    public ImageSource image() {
        return ImageSource.file(id);
    }

    /**
     * Reads the service's answer to an upload or a question; unknown fields are skipped.
     *
     * @param code of the error when it is no such answer
     * @throws RequestException with this code; without quoting it
     */
    public static FileReference fromJson(byte[] json, ErrorCode code) {
        return FileReferenceReader.read(json, code);
    }
}
