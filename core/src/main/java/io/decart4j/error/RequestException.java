package io.decart4j.error;

import org.jspecify.annotations.Nullable;

/** A call of the service's HTTP API was refused, or could not be made. */
public final class RequestException extends DecartException {

    private static final long serialVersionUID = 1L;

    private final int status;

    /**
     * A refusal, or a failure to ask.
     *
     * @param code which call
     * @param status the HTTP status, or 0 when no answer came
     */
    public RequestException(ErrorCode code, int status, String message, @Nullable Throwable cause) {
        super(code, message, cause);
        this.status = status;
    }

    /** The HTTP status of the refusal, or 0 when no answer came. */
    public int status() {
        return status;
    }
}
