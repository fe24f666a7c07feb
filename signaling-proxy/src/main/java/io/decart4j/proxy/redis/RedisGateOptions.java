package io.decart4j.proxy.redis;

import io.decart4j.flow.TimeLimits;
import java.time.Duration;

/**
 * How a {@link RedisGate} works.
 *
 * @param prefix what its keys begin with; gates with the same prefix are one. In a cluster it takes a hash tag in braces
 * @param lifetime how long a lease, or a place in the queue, outlives an instance that has died
 * @param poll how often a place among the first ten of the queue is asked for, and less often further back; leases are
 *     renewed each third of their lifetime. Shorter than half the lifetime
 * @param timeout how long Redis may take to answer
 * @param withoutRedis what happens when it does not
 */
public record RedisGateOptions(
        String prefix, Duration lifetime, Duration poll, Duration timeout, WithoutRedis withoutRedis) {

    /** Places of which each is asked for as often as {@code poll} says. */
    private static final int NEAR = 10;

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

    /** Until a place is asked for again: its turn comes later the further back it is, and each question costs Redis a step. */
    Duration poll(int position) {
        Duration later = poll.multipliedBy(1 + Math.max(0, position - 1) / NEAR);
        Duration longest = renewal().compareTo(poll) < 0 ? poll : renewal();
        return later.compareTo(longest) < 0 ? later : longest;
    }

    /** Until a lease is renewed. */
    Duration renewal() {
        return lifetime.dividedBy(3);
    }

    /** Until a lease is renewed that Redis has not answered for: not all at once, when it has too much to do already. */
    Duration retry() {
        Duration some = lifetime.dividedBy(15);
        return some.compareTo(poll) < 0 ? poll : some;
    }
}
