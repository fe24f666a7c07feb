package io.decart4j.internal.session;

import java.time.Duration;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * What follows when an attempt has ended: another one, and after which wait, or none. Only a connection that has lasted
 * gives back what was used up: one that is lost as soon as it is up is as good as none, and a server that hangs up on
 * everybody must not be called without end. One thread at a time.
 */
public final class ReconnectDecision {

    /** The decision. */
    public sealed interface Step {

        /**
         * Another attempt.
         *
         * @param attempt from 1, since the beginning or the loss of a connection that had lasted
         * @param delay the wait before it, without jitter; zero for at once
         */
        record Retry(int attempt, Duration delay) implements Step {}

        /** The session is over. */
        record GiveUp() implements Step {}
    }

    private static final Step GIVE_UP = new Step.GiveUp();

    private final int retries;
    private final LongFunction<Duration> delay;
    private final Duration stableAfter;
    private final @Nullable Duration budget;
    private long began;
    private int attempts;
    private int used;
    private int waits;
    private boolean wasAtOnce;

    /**
     * Nothing is used up.
     *
     * @param retries attempts after the first one, and after the immediate one that follows the loss of a lasting connection
     * @param delay the wait by how many there were before it
     * @param stableAfter how long a connection is up when it has lasted
     * @param budget no attempt begins later than this after the start or the loss of a lasting connection; null for no limit
     * @param now nanoseconds of a clock that does not go back, as in {@link #next}
     */
    public ReconnectDecision(
            int retries, LongFunction<Duration> delay, Duration stableAfter, @Nullable Duration budget, long now) {
        this.retries = retries;
        this.delay = delay;
        this.stableAfter = stableAfter;
        this.budget = budget;
        this.began = now;
    }

    /**
     * Decides about the attempt that has just ended.
     *
     * @param up how long it had been connected, null when it never was
     */
    public Step next(@Nullable Duration up, long now) {
        Duration wait = up == null ? longer() : up.compareTo(stableAfter) >= 0 ? anew(now) : atOnceOnce();
        if (used > retries
                || (budget != null && Duration.ofNanos(now - began).plus(wait).compareTo(budget) > 0)) {
            return GIVE_UP;
        }
        return new Step.Retry(++attempts, wait);
    }

    private Duration anew(long now) {
        began = now;
        attempts = 0;
        used = 0;
        waits = 0;
        wasAtOnce = true;
        return Duration.ZERO;
    }

    private Duration atOnceOnce() {
        if (wasAtOnce) {
            return longer();
        }
        wasAtOnce = true;
        used++;
        return Duration.ZERO;
    }

    private Duration longer() {
        used++;
        return delay.apply(waits++);
    }
}
