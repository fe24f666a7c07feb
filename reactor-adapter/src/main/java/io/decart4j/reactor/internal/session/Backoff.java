package io.decart4j.reactor.internal.session;

import io.decart4j.flow.MonotonicTime;
import io.decart4j.internal.session.ReconnectDecision;
import io.decart4j.reactor.ReconnectPolicy;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** The waits between attempts, as a policy says. */
public final class Backoff {

    private final ReconnectPolicy policy;

    public Backoff(ReconnectPolicy policy) {
        this.policy = policy;
    }

    /** The planned wait before a retry, without jitter. */
    public Duration delay(long retriesBefore) {
        Duration doubled = policy.firstDelay().multipliedBy(1L << Math.min(retriesBefore, 30));
        return doubled.compareTo(policy.longestDelay()) < 0 ? doubled : policy.longestDelay();
    }

    /** For a session that begins now. */
    public ReconnectDecision decision() {
        return new ReconnectDecision(
                policy.retries(), this::delay, policy.stableAfter(), policy.budget(), MonotonicTime.nanos());
    }

    /** The wait as it will be: a part of it is left to chance, so that those who were lost together do not come together. */
    public Duration jittered(Duration planned) {
        double change = 1 + policy.jitter() * (2 * ThreadLocalRandom.current().nextDouble() - 1);
        return policy.jitter() == 0 ? planned : Duration.ofNanos((long) (planned.toNanos() * change));
    }
}
