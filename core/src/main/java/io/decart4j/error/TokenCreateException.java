package io.decart4j.error;

import org.jspecify.annotations.Nullable;

/** A client token could not be made. */
public final class TokenCreateException extends DecartException {

    private static final long serialVersionUID = 1L;

    private final int status;

    /**
     * A refusal, or a failure to ask.
     *
     * @param status the HTTP status, or 0 when no answer came
     */
    public TokenCreateException(int status, String message, @Nullable Throwable cause) {
        super(ErrorCode.TOKEN_CREATE_ERROR, message, cause);
        this.status = status;
    }

    /** The HTTP status of the refusal, or 0 when no answer came. */
    public int status() {
        return status;
    }
}
