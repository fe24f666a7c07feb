package io.decart4j.cli;

/** A session that did not end in order; it was told already what happened. */
final class SessionFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    SessionFailure(Throwable cause) {
        super(cause.getMessage(), cause);
    }
}
