package io.decart4j.livekit;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/** What follows after a failure: the session is resumed, the room is joined anew, or it is over. */
final class Recovery {

    /** The decision. */
    sealed interface Step {

        record Resume(int attempt, Duration delay) implements Step {}

        record Rejoin(int attempt, Duration delay) implements Step {}

        record GiveUp() implements Step {}
    }

    /** Resumes that fail without an answer; then the server may have forgotten the session, or gone elsewhere. */
    private static final int RESUMES = 3;

    private final RejoinPolicy policy;
    private final DoubleSupplier random;
    private boolean everConnected;
    private boolean resumable;
    private int attempts;
    private int resumes;

    Recovery(RejoinPolicy policy, DoubleSupplier random) {
        this.policy = policy;
        this.random = random;
    }

    /**
     * The room is up.
     *
     * @param mayResume whether the server lets a lost connection be resumed
     */
    synchronized void connected(boolean mayResume) {
        everConnected = true;
        resumable = mayResume;
        attempts = 0;
        resumes = 0;
    }

    synchronized Step next(LiveKitException failure) {
        // Who never was in the room is told at once; attempts are for those who were.
        if (!everConnected || !failure.isTransient() || attempts >= policy.maxAttempts()) {
            return new Step.GiveUp();
        }
        attempts++;
        Duration delay = policy.delay(attempts, random.getAsDouble());
        if (resumable && isResumed(failure)) {
            resumes++;
            return new Step.Resume(attempts, delay);
        }
        resumable = false;
        return new Step.Rejoin(attempts, delay);
    }

    private boolean isResumed(LiveKitException failure) {
        if (failure instanceof LiveKitException.Ended ended) {
            return ended.action() == LeaveAction.RESUME;
        }
        if (failure instanceof LiveKitException.MediaFailed) {
            // Once is worth a try; a path that does not come back with new candidates needs new connections.
            return resumes == 0;
        }
        return resumes < RESUMES;
    }
}
