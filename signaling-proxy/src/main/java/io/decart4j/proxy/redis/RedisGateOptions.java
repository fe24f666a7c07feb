package io.decart4j.proxy.redis;

import io.decart4j.flow.TimeLimits;
import java.time.Duration;

/**
 * How a {@link RedisGate} works.
 *
 * @param prefix what its keys begin with; gates with the same prefix are one. In a cluster it takes a hash tag in braces
 * @param lifetime how long a lease, or a place in the queue, outlives an instance that has died
 * @param poll how often a place in the queue is asked for; leases are renewed each third of their lifetime. Shorter than
 *     half the lifetime
 * @param timeout how long Redis may take to answer
 * @param withoutRedis what happens when it does not
 */
public record RedisGateOptions(
        String prefix, Duration lifetime, Duration poll, Duration timeout, WithoutRedis withoutRedis) {

    /** Leases of 15 s, the queue asked each 250 ms, answers within 2 s, closed without Redis. */
    public static final RedisGateOptions DEFAULT = new RedisGateOptions(
            "{decart4j:gate}",
            Duration.ofSeconds(15),
            Duration.ofMillis(250),
            Duration.ofSeconds(2),
            WithoutRedis.FAIL_CLOSED);

    /**
     * Checks the bounds.
     *
     * @throws IllegalArgumentException naming what is out of them
     */
    public RedisGateOptions {
        if (prefix.isBlank()) {
            throw new IllegalArgumentException("prefix takes a text that is not blank");
        }
        lifetime = TimeLimits.clamped(lifetime);
        poll = TimeLimits.clamped(poll);
        timeout = TimeLimits.clamped(timeout);
        if (poll.isNegative() || poll.isZero() || poll.multipliedBy(2).compareTo(lifetime) >= 0) {
            throw new IllegalArgumentException("poll takes a time above zero and below half the lifetime, not " + poll);
        }
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("timeout takes a positive duration, not " + timeout);
        }
    }
}
