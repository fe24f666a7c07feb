package io.decart4j.pipeline;

/** Why the pipeline did not do what it should, in words for people. */
final class PipelineFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    PipelineFailure(String message) {
        super(message);
    }
}
