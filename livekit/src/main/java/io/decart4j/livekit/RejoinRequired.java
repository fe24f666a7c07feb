package io.decart4j.livekit;

import io.decart4j.livekit.internal.signal.SignalTarget;

/** A stay in the room ended by a failure, and what is to follow. */
final class RejoinRequired extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Recovery.Step step;
    private final LiveKitException failure;

    RejoinRequired(Recovery.Step step, LiveKitException failure) {
        super(failure.getMessage(), failure, false, false);
        this.step = step;
        this.failure = failure;
    }

    Recovery.Step step() {
        return step;
    }

    LiveKitException failure() {
        return failure;
    }

    static LiveKitException typed(Throwable e) {
        if (e instanceof LiveKitException typed) {
            return typed;
        }
        String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        return new LiveKitException.MediaFailed(SignalTarget.SUBSCRIBER, message, e);
    }
}
