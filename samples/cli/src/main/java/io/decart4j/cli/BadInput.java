package io.decart4j.cli;

/** An argument that cannot be used; the message says what it takes. */
final class BadInput extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BadInput(String message) {
        super(message);
    }
}
