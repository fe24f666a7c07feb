package io.decart4j.file;

import io.decart4j.error.ErrorCode;
import io.decart4j.error.InvalidOptionException;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How a file is uploaded. Immutable; begin with {@link #DEFAULT}. */
public final class FileUploadOptions {

    /** A file without a name, of the type that its first bytes tell, for as long as the service says: a day. */
    public static final FileUploadOptions DEFAULT = new FileUploadOptions(null, null, null);

    /** The most that is uploaded, in bytes: 10 MiB, as for a reference image. */
    public static final int MAX_BYTES = 10 * 1024 * 1024;

    /** The media type of what is of no known kind. */
    public static final String ANY_TYPE = "application/octet-stream";

    private static final String PERSISTENT = "persistent";
    private static final long LEAST_SECONDS = 60;
    private static final long MOST_SECONDS = 2_592_000;
    private static final int LONGEST_NAME = 255;
    private static final Pattern TYPE = Pattern.compile("[a-z0-9.+-]{1,60}/[a-z0-9.+-]{1,60}");

    private final @Nullable String filename;
    private final @Nullable String mediaType;
    private final @Nullable String timeToLive;

    private FileUploadOptions(@Nullable String filename, @Nullable String mediaType, @Nullable String timeToLive) {
        this.filename = filename;
        this.mediaType = mediaType;
        this.timeToLive = timeToLive;
    }

    /**
     * With a name, which the service keeps.
     *
     * @throws InvalidOptionException {@code INVALID_INPUT} for a blank one, a path, and one with control characters or quotes
     */
    public FileUploadOptions named(String name) {
        boolean odd = name.chars().anyMatch(c -> c < ' ' || c == 0x7f || c == '"' || c == '/' || c == '\\');
        if (name.isBlank() || name.length() > LONGEST_NAME || odd) {
            throw invalid(
                    "filename",
                    "takes 1 to " + LONGEST_NAME + " characters without quotes, slashes and control characters");
        }
        return new FileUploadOptions(name, mediaType, timeToLive);
    }

    /**
     * Of a media type, such as {@code image/png}, whatever its first bytes tell.
     *
     * @throws InvalidOptionException {@code INVALID_INPUT} for what is none
     */
    public FileUploadOptions mediaType(String type) {
        if (!TYPE.matcher(type).matches()) {
            throw invalid("mediaType", "takes a media type in lower case without parameters, such as image/png");
        }
        return new FileUploadOptions(filename, type, timeToLive);
    }

    /**
     * For so long.
     *
     * @param time one minute to 30 days in whole seconds
     * @throws InvalidOptionException {@code INVALID_INPUT} for another
     */
    public FileUploadOptions expiresAfter(Duration time) {
        long seconds = time.toSeconds();
        if (!time.equals(Duration.ofSeconds(seconds)) || seconds < LEAST_SECONDS || seconds > MOST_SECONDS) {
            throw invalid(
                    "expiresAfter", "takes " + LEAST_SECONDS + " to " + MOST_SECONDS + " whole seconds, got " + time);
        }
        return new FileUploadOptions(filename, mediaType, Long.toString(seconds));
    }

    /** Until it is deleted. */
    public FileUploadOptions persistent() {
        return new FileUploadOptions(filename, mediaType, PERSISTENT);
    }

    /** The name, or null for none. */
    public @Nullable String filename() {
        return filename;
    }

    /** The media type, or null for what the first bytes tell. */
    public @Nullable String mediaType() {
        return mediaType;
    }

    /** How long it is kept, as the form says it: seconds or {@code persistent}; null for the service's own. */
    public @Nullable String timeToLive() {
        return timeToLive;
    }

    /**
     * Checks the length of what is to be uploaded.
     *
     * @throws InvalidOptionException {@code INVALID_INPUT} for nothing, and for more than {@link #MAX_BYTES}
     */
    public static void checkLength(long bytes) {
        if (bytes == 0) {
            throw invalid("file", "takes at least one byte, got none");
        }
        if (bytes > MAX_BYTES) {
            throw tooLarge();
        }
    }

    /** The error for more than {@link #MAX_BYTES}. */
    public static InvalidOptionException tooLarge() {
        return invalid("file", "takes at most " + MAX_BYTES + " bytes (10 MiB), got more");
    }

    @Override
    public String toString() {
        return "FileUploadOptions[filename=" + filename + ", mediaType=" + mediaType + ", timeToLive=" + timeToLive
                + "]";
    }

    private static InvalidOptionException invalid(String option, String message) {
        return new InvalidOptionException(ErrorCode.INVALID_INPUT, option, option + " " + message);
    }
}
