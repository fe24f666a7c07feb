package io.decart4j.flow;

import java.time.Duration;

/** Durations as limits, of any size: who wants none at all gives the longest that there is. */
public final class TimeLimits {

    /** Longer than anything runs, and short enough that clocks can add it. */
    public static final Duration LONGEST = Duration.ofDays(100 * 365);

    private TimeLimits() {}

    /** The same, or the longest that clocks can add; zero for a negative one. */
    public static Duration clamped(Duration limit) {
        if (limit.isNegative()) {
            return Duration.ZERO;
        }
        return limit.compareTo(LONGEST) > 0 ? LONGEST : limit;
    }
}
