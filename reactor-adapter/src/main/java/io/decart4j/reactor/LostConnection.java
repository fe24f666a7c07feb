package io.decart4j.reactor;

/** Tells the loss of a connection that had been up from an attempt that never got there; never leaves the session. */
final class LostConnection extends RuntimeException {

    private static final long serialVersionUID = 1L;

    LostConnection(Throwable cause) {
        super("lost", cause, false, false);
    }

    static Throwable cause(Throwable failure) {
        Throwable cause = failure.getCause();
        return failure instanceof LostConnection && cause != null ? cause : failure;
    }
}
