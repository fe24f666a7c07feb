package io.decart4j.flow;

import io.decart4j.error.InvalidOptionException;
import java.time.Duration;
import java.util.Objects;

/** Durations as limits, of any size: who wants none at all gives the longest that there is. */
public final class TimeLimits {

    /** Longer than anything runs, and short enough that clocks can add it. */
    public static final Duration LONGEST = Duration.ofDays(100 * 365);

    private TimeLimits() {}

    /**
     * As it was given, or the longest that can be told from no limit.
     *
     * @throws InvalidOptionException {@code INVALID_OPTIONS} with the option's name, for what is not above zero
     */
    public static Duration positive(String option, Duration value) {
        Objects.requireNonNull(value, option);
        if (value.isZero() || value.isNegative()) {
            throw InvalidOptionException.of(option, "takes a positive duration, not " + value);
        }
        return clamped(value);
    }

    /** The same, or the longest that clocks can add; zero for a negative one. */
    public static Duration clamped(Duration limit) {
        if (limit.isNegative()) {
            return Duration.ZERO;
        }
        return limit.compareTo(LONGEST) > 0 ? LONGEST : limit;
    }
}
