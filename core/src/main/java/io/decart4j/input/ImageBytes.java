package io.decart4j.input;

import io.decart4j.error.ErrorCode;
import io.decart4j.error.InvalidOptionException;
import java.util.Optional;

/** The rule for the bytes of a reference image, wherever they come from. */
public final class ImageBytes {

    /** The largest image that is sent, in bytes before Base64: 10 MiB. */
    public static final int MAX_IMAGE_BYTES = 10 * 1024 * 1024;

    private ImageBytes() {}

    /**
     * Checks that these bytes are a picture that can be sent.
     *
     * @param option the option that they were given as, for the error
     * @throws InvalidOptionException {@code INVALID_INPUT} when they are none, too many, or not PNG, JPEG, WebP, GIF,
     *     BMP, AVIF or HEIC by their first bytes
     */
    public static void check(byte[] bytes, String option) {
        if (bytes.length == 0) {
            throw invalid(option, "takes an image, got no bytes");
        }
        if (bytes.length > MAX_IMAGE_BYTES) {
            throw tooLarge(option, bytes.length);
        }
        if (!ImageFormat.isImage(bytes)) {
            throw invalid(
                    option, "takes PNG, JPEG, WebP, GIF, BMP, AVIF or HEIC, got " + bytes.length + " other bytes");
        }
    }

    /** The media type that the first bytes of a picture tell; empty for what is none of the kinds that are sent. */
    public static Optional<String> mediaType(byte[] bytes) {
        return ImageFormat.of(bytes).map(format -> format.mediaType(bytes));
    }

    static InvalidOptionException tooLarge(String option, long bytes) {
        return invalid(option, "takes at most " + MAX_IMAGE_BYTES + " bytes, got " + bytes);
    }

    static InvalidOptionException invalid(String option, String message) {
        return new InvalidOptionException(ErrorCode.INVALID_INPUT, option, option + " " + message);
    }
}
