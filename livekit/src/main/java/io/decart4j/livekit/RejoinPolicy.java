package io.decart4j.livekit;

import io.decart4j.flow.TimeLimits;
import java.time.Duration;

/**
 * How a lost room connection is won back: the first attempt is immediate, the wait before attempt <i>n</i>+1 is
 * <i>n</i>² times {@code step}.
 *
 * @param maxAttempts attempts after which the room is given up; 0 for none
 * @param step wait before the second attempt
 * @param maxDelay the longest wait
 * @param jitter part of a wait that is added at random, 0 to 1
 */
public record RejoinPolicy(int maxAttempts, Duration step, Duration maxDelay, double jitter) {

    /** What LiveKit's own clients do, about: 0, 0.3, 1.2, 2.7, 4.8 seconds, then 7, ten attempts in all. */
    public static final RejoinPolicy DEFAULT =
            new RejoinPolicy(10, Duration.ofMillis(300), Duration.ofSeconds(7), 0.15);

    /** A lost connection ends the room at once. */
    public static final RejoinPolicy NEVER = new RejoinPolicy(0, Duration.ZERO, Duration.ZERO, 0);

    /** @throws IllegalArgumentException when a number is out of range */
    public RejoinPolicy {
        if (maxAttempts < 0) {
            throw new IllegalArgumentException("maxAttempts takes 0 or more, not " + maxAttempts);
        }
        if (step.isNegative() || maxDelay.isNegative()) {
            throw new IllegalArgumentException("step and maxDelay take no negative time");
        }
        if (!(jitter >= 0 && jitter <= 1)) {
            throw new IllegalArgumentException("jitter takes 0 to 1, not " + jitter);
        }
        step = TimeLimits.clamped(step);
        maxDelay = TimeLimits.clamped(maxDelay);
    }

    /**
     * The wait before an attempt.
     *
     * @param attempt from 1
     * @param random 0 to 1
     */
    Duration delay(int attempt, double random) {
        long tries = attempt - 1L;
        double millis = Math.min((double) maxDelay.toMillis(), (double) step.toMillis() * tries * tries);
        return Duration.ofMillis(Math.round(millis * (1 + jitter * random)));
    }
}
