package io.decart4j.testkit;

/** A parameter or field that is not what it must be; the message names it and says what it takes. */
final class BadRequest extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BadRequest(String message) {
        super(message, null, false, false);
    }
}
