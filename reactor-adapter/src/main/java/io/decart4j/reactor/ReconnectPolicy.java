package io.decart4j.reactor;

import io.decart4j.error.DecartException;
import io.decart4j.error.ErrorCode;
import io.decart4j.error.Failures;
import io.decart4j.error.InvalidOptionException;
import io.decart4j.flow.MonotonicTime;
import io.decart4j.session.ReconnectDecision;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * How often, and after which waits, another attempt is made; for the first connection and, after the loss of one that has
 * lasted, again from the start. The first attempt after such a loss is immediate and not counted as a retry. A connection that
 * is lost before it has lasted uses up a retry as an attempt that failed does; the first time the next attempt is immediate,
 * then the waits grow. What no attempt can mend is not retried.
 *
 * @param retries attempts after the first one, 0 or more
 * @param firstDelay the wait before the first retry; doubles each time
 * @param longestDelay the longest wait
 * @param jitter how much of a wait is left to chance, 0 to 1
 * @param budget no attempt is begun later than this after the start or the loss; null for no such limit
 * @param retryIf which failures are worth another attempt; by default all that {@link Failures#isPermanent} does not
 *     rule out. It is asked once a failure; when it throws, the session ends
 * @param stableAfter how long a connection is up when it has lasted
 */
public record ReconnectPolicy(
        int retries,
        Duration firstDelay,
        Duration longestDelay,
        double jitter,
        @Nullable Duration budget,
        Predicate<? super DecartException> retryIf,
        Duration stableAfter) {

    private static final Duration STABLE_AFTER = Duration.ofSeconds(10);

    /** Waits of 1, 2, 4, 8 and 10 seconds, as in the official clients, each up to a fifth shorter or longer. */
    public static final ReconnectPolicy DEFAULT =
            new ReconnectPolicy(5, Duration.ofSeconds(1), Duration.ofSeconds(10), 0.2);

    /** A policy without a budget that retries what may be mended. */
    public ReconnectPolicy(int retries, Duration firstDelay, Duration longestDelay, double jitter) {
        this(retries, firstDelay, longestDelay, jitter, null, failure -> !Failures.isPermanent(failure), STABLE_AFTER);
    }

    /** The same with a limit for the time in which attempts are begun. */
    public ReconnectPolicy withBudget(Duration limit) {
        return new ReconnectPolicy(retries, firstDelay, longestDelay, jitter, limit, retryIf, stableAfter);
    }

    /** The same for other failures; the predicate alone decides. */
    public ReconnectPolicy withRetryIf(Predicate<? super DecartException> predicate) {
        return new ReconnectPolicy(retries, firstDelay, longestDelay, jitter, budget, predicate, stableAfter);
    }

    /** The same with another time after which a connection has lasted; 10 s otherwise. */
    public ReconnectPolicy withStableAfter(Duration time) {
        return new ReconnectPolicy(retries, firstDelay, longestDelay, jitter, budget, retryIf, time);
    }

    /** One attempt only, and none after a loss but the immediate one that follows a connection that has lasted. */
    public static final ReconnectPolicy NONE = new ReconnectPolicy(0, Duration.ofSeconds(1), Duration.ofSeconds(10), 0);

    /**
     * Checks the bounds.
     *
     * @throws InvalidOptionException naming what is out of them
     */
    public ReconnectPolicy {
        if (retries < 0) {
            throw invalid("retries", "retries takes 0 or more, not " + retries);
        }
        firstDelay = SessionTimeouts.positive("firstDelay", firstDelay);
        longestDelay = SessionTimeouts.positive("longestDelay", longestDelay);
        stableAfter = SessionTimeouts.positive("stableAfter", stableAfter);
        if (longestDelay.compareTo(firstDelay) < 0) {
            throw invalid("longestDelay", "longestDelay takes no less than firstDelay, not " + longestDelay);
        }
        if (budget != null) {
            budget = SessionTimeouts.positive("budget", budget);
        }
        if (!(jitter >= 0 && jitter <= 1)) {
            throw invalid("jitter", "jitter takes 0 to 1, not " + jitter);
        }
    }

    /** The planned wait before a retry, without jitter. */
    Duration delay(long retriesBefore) {
        Duration doubled = firstDelay.multipliedBy(1L << Math.min(retriesBefore, 30));
        return doubled.compareTo(longestDelay) < 0 ? doubled : longestDelay;
    }

    /** For a session that begins now. */
    ReconnectDecision decision() {
        return new ReconnectDecision(retries, this::delay, stableAfter, budget, MonotonicTime.nanos());
    }

    /** The wait as it will be: a part of it is left to chance, so that those who were lost together do not come together. */
    Duration jittered(Duration planned) {
        double change = 1 + jitter * (2 * ThreadLocalRandom.current().nextDouble() - 1);
        return jitter == 0 ? planned : Duration.ofNanos((long) (planned.toNanos() * change));
    }

    private static InvalidOptionException invalid(String option, String message) {
        return new InvalidOptionException(ErrorCode.INVALID_OPTIONS, option, message);
    }
}
