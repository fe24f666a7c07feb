package io.decart4j.reactor;

import io.decart4j.error.DecartException;
import io.decart4j.error.Failures;
import io.decart4j.error.InvalidOptionException;
import io.decart4j.flow.TimeLimits;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * How often, and after which waits, another attempt is made; for the first connection and, after the loss of one that has
 * lasted, again from the start. The first attempt after such a loss is immediate and not counted as a retry. A connection that
 * is lost before it has lasted uses up a retry as an attempt that failed does; the first time the next attempt is immediate,
 * then the waits grow. What no attempt can mend is not retried. Immutable.
 */
public final class ReconnectPolicy {

    /** Waits of 1, 2, 4, 8 and 10 seconds, as in the official clients, each up to a fifth shorter or longer. */
    public static final ReconnectPolicy DEFAULT = builder().build();

    /** One attempt only, and none after a loss but the immediate one that follows a connection that has lasted. */
    public static final ReconnectPolicy NONE = builder().retries(0).jitter(0).build();

    private final int retries;
    private final Duration firstDelay;
    private final Duration longestDelay;
    private final double jitter;
    private final @Nullable Duration budget;
    private final Predicate<? super DecartException> retryIf;
    private final Duration stableAfter;

    private ReconnectPolicy(Builder from) {
        retries = from.retries;
        firstDelay = from.firstDelay;
        longestDelay = from.longestDelay;
        jitter = from.jitter;
        budget = from.budget;
        retryIf = from.retryIf;
        stableAfter = from.stableAfter;
    }

    /** With the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** With this one's. */
    public Builder toBuilder() {
        return new Builder()
                .retries(retries)
                .firstDelay(firstDelay)
                .longestDelay(longestDelay)
                .jitter(jitter)
                .retryIf(retryIf)
                .budget(budget)
                .stableAfter(stableAfter);
    }

    /** As {@link Builder#retries}. */
    public int retries() {
        return retries;
    }

    /** As {@link Builder#firstDelay}. */
    public Duration firstDelay() {
        return firstDelay;
    }

    /** As {@link Builder#longestDelay}. */
    public Duration longestDelay() {
        return longestDelay;
    }

    /** As {@link Builder#jitter}. */
    public double jitter() {
        return jitter;
    }

    /** As {@link Builder#budget}; null for no such limit. */
    public @Nullable Duration budget() {
        return budget;
    }

    /** As {@link Builder#retryIf}. */
    public Predicate<? super DecartException> retryIf() {
        return retryIf;
    }

    /** As {@link Builder#stableAfter}. */
    public Duration stableAfter() {
        return stableAfter;
    }

    private List<@Nullable Object> all() {
        return Arrays.asList(retries, firstDelay, longestDelay, jitter, budget, retryIf, stableAfter);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ReconnectPolicy policy && all().equals(policy.all());
    }

    @Override
    public int hashCode() {
        return all().hashCode();
    }

    @Override
    public String toString() {
        return "ReconnectPolicy[retries=" + retries + ", firstDelay=" + firstDelay + ", longestDelay=" + longestDelay
                + ", jitter=" + jitter + ", budget=" + budget + ", stableAfter=" + stableAfter + "]";
    }

    /** Collects options, each of which throws an {@link InvalidOptionException} that names it. Not thread-safe. */
    public static final class Builder {

        private int retries = 5;
        private Duration firstDelay = Duration.ofSeconds(1);
        private Duration longestDelay = Duration.ofSeconds(10);
        private double jitter = 0.2;
        private @Nullable Duration budget;
        private Predicate<? super DecartException> retryIf = Builder::isMendable;
        private Duration stableAfter = Duration.ofSeconds(10);

        private Builder() {}

        private static boolean isMendable(DecartException failure) {
            return !Failures.isPermanent(failure);
        }

        /** Attempts after the first one, 0 or more: 5. */
        public Builder retries(int attempts) {
            if (attempts < 0) {
                throw InvalidOptionException.of("retries", "takes 0 or more, not " + attempts);
            }
            retries = attempts;
            return this;
        }

        /** The wait before the first retry, 1 s; doubles each time. */
        public Builder firstDelay(Duration wait) {
            firstDelay = TimeLimits.positive("firstDelay", wait);
            return this;
        }

        /** The longest wait: 10 s. */
        public Builder longestDelay(Duration wait) {
            longestDelay = TimeLimits.positive("longestDelay", wait);
            return this;
        }

        /** How much of a wait is left to chance, 0 to 1: 0.2. */
        public Builder jitter(double share) {
            if (!(share >= 0 && share <= 1)) {
                throw InvalidOptionException.of("jitter", "takes 0 to 1, not " + share);
            }
            jitter = share;
            return this;
        }

        /** No attempt is begun later than this after the start or the loss; null, the default, for no such limit. */
        public Builder budget(@Nullable Duration limit) {
            budget = limit == null ? null : TimeLimits.positive("budget", limit);
            return this;
        }

        /**
         * Which failures are worth another attempt, and nothing else decides; by default all that {@link Failures#isPermanent} does not
         * rule out. It is asked once a failure; when it throws, the session ends.
         */
        public Builder retryIf(Predicate<? super DecartException> predicate) {
            retryIf = Objects.requireNonNull(predicate, "retryIf");
            return this;
        }

        /** How long a connection is up when it has lasted: 10 s. */
        public Builder stableAfter(Duration time) {
            stableAfter = TimeLimits.positive("stableAfter", time);
            return this;
        }

        /**
         * The policy.
         *
         * @throws InvalidOptionException when {@code longestDelay} is shorter than {@code firstDelay}
         */
        public ReconnectPolicy build() {
            if (longestDelay.compareTo(firstDelay) < 0) {
                throw InvalidOptionException.of("longestDelay", "takes no less than firstDelay, not " + longestDelay);
            }
            return new ReconnectPolicy(this);
        }
    }
}
