package io.decart4j.cli;

/** A session that did not end in order; it was told already what happened. */
final class SessionFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    SessionFailure(String message) {
        super(message);
    }

    SessionFailure(Throwable cause) {
        super(Failure.text(cause), cause);
    }
}
