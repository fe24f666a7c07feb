package io.decart4j.error;

/** The server ended the session for good: credits, moderation, or the session's own time limit. */
public final class SessionEndedException extends DecartException {

    private static final long serialVersionUID = 1L;

    private final String reason;

    /**
     * An end that another attempt cannot undo.
     *
     * @param reason the server's reason, for example {@code insufficient_credits}
     */
    public SessionEndedException(String reason) {
        super(ErrorCode.WEBRTC_SERVER_ERROR, "The server ended the session: " + reason, null);
        this.reason = reason;
    }

    /** The server's reason, for example {@code insufficient_credits}. */
    public String reason() {
        return reason;
    }
}
