package io.decart4j.spring.token;

import java.time.Duration;

/**
 * How many tokens a principal may have: a bucket that holds {@code burst} and gains one each {@code every}.
 *
 * @param burst how many at once, 1 or more
 * @param every how long until the next one, once the burst is used up
 * @param principals how many principals are remembered; beyond that the one that asked longest ago is forgotten, 1 or more
 */
public record RateLimit(int burst, Duration every, int principals) {

    /** Ten at once, then one each six seconds, for 100,000 principals. */
    public static final RateLimit DEFAULT = new RateLimit(10, Duration.ofSeconds(6), 100_000);

    /** Checks the bounds. */
    public RateLimit {
        if (burst < 1 || principals < 1) {
            throw new IllegalArgumentException("burst and principals take 1 or more, not " + burst + ", " + principals);
        }
        if (every.isZero() || every.isNegative()) {
            throw new IllegalArgumentException("every takes a positive duration, not " + every);
        }
    }
}
