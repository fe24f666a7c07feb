package io.decart4j.error;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The one root of what decart4j throws. No message, and no cause that decart4j makes, contains an API key, a URL's
 * query or the body of a message.
 */
public abstract sealed class DecartException extends RuntimeException
        permits InvalidOptionException,
                TokenCreateException,
                TokenVerifyException,
                RequestException,
                ConnectionException,
                ServerException,
                PhaseTimeoutException,
                MediaException,
                FrameOverflowException,
                SignalingException,
                CommandException,
                SessionEndedException {

    private static final long serialVersionUID = 1L;

    private final ErrorCode code;

    DecartException(ErrorCode code, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    /** What went wrong; never null. */
    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }

    /** The code that the official SDKs give this error. */
    public ErrorCode code() {
        return code;
    }
}
