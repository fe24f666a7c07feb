package io.decart4j.livekit;

import io.decart4j.livekit.internal.signal.LeaveAction;
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

    /** Resumes that do not last; then the server may have forgotten the session, or gone elsewhere. */
    private static final int RESUMES = 3;

    private final RejoinPolicy policy;
    private final Duration stableAfter;
    private final DoubleSupplier random;
    private boolean everConnected;
    private boolean resumable;
    private boolean settled;
    private long settledAt;
    private int attempts;
    private int resumes;

    /** @param stableAfter how long the room must be up before what follows is a loss of its own */
    Recovery(RejoinPolicy policy, Duration stableAfter, DoubleSupplier random) {
        this.policy = policy;
        this.stableAfter = stableAfter;
        this.random = random;
    }

    /**
     * The room is connected, for however long.
     *
     * @param mayResume whether the server lets a lost connection be resumed
     */
    synchronized void connected(boolean mayResume) {
        everConnected = true;
        resumable = mayResume;
    }

    /**
     * Whether everything that is used of the room is up.
     *
     * @param now on a monotonic clock, in nanoseconds
     */
    synchronized void settled(boolean up, long now) {
        if (!up) {
            unsettled(now);
        } else if (!settled) {
            settled = true;
            settledAt = now;
        }
    }

    /** @param now on a monotonic clock, in nanoseconds */
    synchronized Step next(LiveKitException failure, long now) {
        unsettled(now);
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

    private void unsettled(long now) {
        // A server that lets clients come up and fall over would otherwise be called without end, and without waits.
        if (settled && Duration.ofNanos(now - settledAt).compareTo(stableAfter) >= 0) {
            attempts = 0;
            resumes = 0;
        }
        settled = false;
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
