package io.decart4j.spring.token;

import io.decart4j.flow.TimeLimits;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** A token bucket for each principal, in bounded memory. Thread-safe, never waits. */
final class Buckets {

    /** So far ahead of any moment a clock can still tell which is later, with one more token added. */
    private static final long MOST = Long.MAX_VALUE / 2;

    private final long every;
    private final long full;
    private final LongSupplier nanoTime;
    private final Map<String, Long> emptyUntil; // the moment at which the bucket would be full again

    Buckets(RateLimit limit, LongSupplier nanoTime) {
        this.every = TimeLimits.clamped(limit.every()).toNanos();
        this.full = every > MOST / limit.burst() ? MOST : every * limit.burst();
        this.nanoTime = nanoTime;
        this.emptyUntil = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
                return size() > limit.principals();
            }
        };
    }

    /** Takes one, or tells how long to wait for it; zero when it was taken. */
    synchronized Duration take(String principal) {
        long now = nanoTime.getAsLong();
        Long known = emptyUntil.get(principal);
        // Differences, because the clock may overflow.
        long behind = known == null ? 0 : Math.max(0, known - now);
        long wait = behind + every - full;
        if (wait > 0) {
            return Duration.ofNanos(wait);
        }
        emptyUntil.put(principal, now + behind + every);
        return Duration.ZERO;
    }

    synchronized int size() {
        return emptyUntil.size();
    }
}
