package io.decart4j.cli.demo;

/** A step that did not do what it should. */
final class StepFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StepFailure(String message) {
        super(message);
    }
}
