package io.decart4j.chaos;

import io.decart4j.error.DecartException;
import io.decart4j.error.Failures;
import io.decart4j.event.SessionEvent;
import io.decart4j.reactor.ReconnectPolicy;
import java.time.Duration;
import java.util.function.Predicate;

/**
 * The policy of a session, and what its attempts may look like, written down apart from the code that is tested. Its predicate
 * throws when it is told to, and then the session has to end.
 */
final class RetryRule implements Predicate<DecartException> {

    static final Duration FIRST = Duration.ofMillis(50);
    static final Duration LONGEST = Duration.ofMillis(400);
    private static final int RETRIES = 100_000;
    private static final double JITTER = 0.5;

    /** When a connection has lasted, as far as a listener can tell who hears of it late. */
    private static final Duration NEARLY_STABLE = Duration.ofSeconds(8);

    private volatile boolean throwsNext;
    private volatile boolean thrown;
    private int allowed;
    private int retries;
    private boolean wasAtOnce;
    private Duration longestSoFar = Duration.ZERO;

    ReconnectPolicy policy() {
        return ReconnectPolicy.builder()
                .retries(RETRIES)
                .firstDelay(FIRST)
                .longestDelay(LONGEST)
                .jitter(JITTER)
                .retryIf(this)
                .build();
    }

    /** The next failure is one too many. */
    void throwNext() {
        throwsNext = true;
    }

    /** Not the next one after all, if none has come yet. */
    void spare() {
        throwsNext = false;
    }

    boolean hasThrown() {
        return thrown;
    }

    @Override
    public boolean test(DecartException failure) {
        if (throwsNext) {
            thrown = true;
            throw new NoClassDefFoundError("a class of the policy's");
        }
        boolean worth = !Failures.isPermanent(failure);
        allow(worth);
        return worth;
    }

    private synchronized void allow(boolean worth) {
        allowed += worth ? 1 : 0;
    }

    /**
     * Whether this attempt may come now.
     *
     * @param up how long there was a connection before it; zero when there was none
     */
    synchronized boolean allows(SessionEvent.Reconnecting next, Duration up) {
        if (++retries > allowed) {
            return false;
        }
        if (up.compareTo(NEARLY_STABLE) >= 0) {
            wasAtOnce = false;
            longestSoFar = Duration.ZERO;
        }
        if (next.delay().isZero()) {
            boolean first = !wasAtOnce;
            wasAtOnce = true;
            return first;
        }
        Duration least = longestSoFar.isZero() ? FIRST : min(longestSoFar.multipliedBy(2), LONGEST);
        longestSoFar = next.delay();
        return next.delay().compareTo(least) >= 0 && next.delay().compareTo(LONGEST) <= 0;
    }

    /** How many connections such a session may open in this time: those without a wait, those that wait less, the rest. */
    static long mostAttempts(Duration time) {
        long shortest = (long) (LONGEST.toMillis() * (1 - JITTER));
        return 6 + time.toMillis() / shortest;
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
