package io.decart4j.reactor;

import io.decart4j.error.ErrorCode;
import io.decart4j.error.Failures;
import io.decart4j.error.InvalidOptionException;
import java.time.Duration;
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
 */
public record ReconnectPolicy(int retries, Duration firstDelay, Duration longestDelay, double jitter) {

    /** Waits of 1, 2, 4, 8 and 10 seconds, as in the official clients, each up to a fifth shorter or longer. */
    public static final ReconnectPolicy DEFAULT =
            new ReconnectPolicy(5, Duration.ofSeconds(1), Duration.ofSeconds(10), 0.2);

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
        if (!(jitter >= 0 && jitter <= 1)) {
            throw invalid("jitter", "jitter takes 0 to 1, not " + jitter);
        }
    }

    /** The planned wait before a retry, without jitter. */
    Duration delay(long retriesBefore) {
        Duration doubled = firstDelay.multipliedBy(1L << Math.min(retriesBefore, 30));
        return doubled.compareTo(longestDelay) < 0 ? doubled : longestDelay;
    }

    RetryBackoffSpec backoff() {
        return Retry.backoff(retries, firstDelay)
                .maxBackoff(longestDelay)
                .jitter(jitter)
                .filter(failure -> !Failures.isPermanent(failure))
                .onRetryExhaustedThrow((spec, signal) -> signal.failure());
    }

    private static InvalidOptionException invalid(String option, String message) {
        return new InvalidOptionException(ErrorCode.INVALID_OPTIONS, option, message);
    }
}
