package io.decart4j.reactor;

import io.decart4j.error.DecartException;
import io.decart4j.error.ErrorCode;
import io.decart4j.error.Failures;
import io.decart4j.error.InvalidOptionException;
import java.time.Duration;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import reactor.util.retry.Retry;
import reactor.util.retry.RetryBackoffSpec;

/**
 * How often, and after which waits, another attempt is made; for the first connection and, after a loss, again from the
 * start. The first attempt after a loss is immediate and not counted as a retry. What no attempt can mend is not
 * retried.
 *
 * @param retries attempts after the first one, 0 or more
 * @param firstDelay the wait before the first retry; doubles each time
 * @param longestDelay the longest wait
 * @param jitter how much of a wait is left to chance, 0 to 1
 * @param budget no attempt is begun later than this after the start or the loss; null for no such limit
 * @param retryIf which failures are worth another attempt; by default all that {@link Failures#isPermanent} does not
 *     rule out
 */
public record ReconnectPolicy(
        int retries,
        Duration firstDelay,
        Duration longestDelay,
        double jitter,
        @Nullable Duration budget,
        Predicate<? super DecartException> retryIf) {

    /** Waits of 1, 2, 4, 8 and 10 seconds, as in the official clients, each up to a fifth shorter or longer. */
    public static final ReconnectPolicy DEFAULT =
            new ReconnectPolicy(5, Duration.ofSeconds(1), Duration.ofSeconds(10), 0.2);

    /** A policy without a budget that retries what may be mended. */
    public ReconnectPolicy(int retries, Duration firstDelay, Duration longestDelay, double jitter) {
        this(retries, firstDelay, longestDelay, jitter, null, failure -> !Failures.isPermanent(failure));
    }

    /** The same with a limit for the time in which attempts are begun. */
    public ReconnectPolicy withBudget(Duration limit) {
        return new ReconnectPolicy(retries, firstDelay, longestDelay, jitter, limit, retryIf);
    }

    /** The same for other failures; the predicate alone decides. */
    public ReconnectPolicy withRetryIf(Predicate<? super DecartException> predicate) {
        return new ReconnectPolicy(retries, firstDelay, longestDelay, jitter, budget, predicate);
    }

    /** One attempt only, and none after a loss but the immediate one. */
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
        SessionTimeouts.positive("firstDelay", firstDelay);
        SessionTimeouts.positive("longestDelay", longestDelay);
        if (longestDelay.compareTo(firstDelay) < 0) {
            throw invalid("longestDelay", "longestDelay takes no less than firstDelay, not " + longestDelay);
        }
        if (budget != null) {
            SessionTimeouts.positive("budget", budget);
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

    /** Whether an attempt may still begin this long after the start or the loss. */
    boolean allows(Duration elapsed) {
        return budget == null || elapsed.compareTo(budget) <= 0;
    }

    RetryBackoffSpec backoff() {
        return Retry.backoff(retries, firstDelay)
                .maxBackoff(longestDelay)
                .jitter(jitter)
                .onRetryExhaustedThrow((spec, signal) -> signal.failure());
    }

    private static InvalidOptionException invalid(String option, String message) {
        return new InvalidOptionException(ErrorCode.INVALID_OPTIONS, option, message);
    }
}
