package io.decart4j.media.meter;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Counts per millisecond up to a limit: the same memory for any number of frames. */
final class Latencies {

    static final int LIMIT_MILLIS = 10_000;

    private final int[] counts;
    private long total;

    Latencies() {
        this(new int[LIMIT_MILLIS + 1], 0);
    }

    private Latencies(int[] counts, long total) {
        this.counts = counts;
        this.total = total;
    }

    void add(long nanos) {
        long millis = TimeUnit.NANOSECONDS.toMillis(nanos + 500_000);
        counts[(int) Math.max(0, Math.min(LIMIT_MILLIS, millis))]++;
        total++;
    }

    Latencies copy() {
        return new Latencies(counts.clone(), total);
    }

    /** What was added since an earlier copy. */
    Latencies since(Latencies earlier) {
        int[] differences = counts.clone();
        for (int i = 0; i < differences.length; i++) {
            differences[i] -= earlier.counts[i];
        }
        return new Latencies(differences, total - earlier.total);
    }

    @Nullable
    Latency summary() {
        return total == 0 ? null : new Latency(percentile(50), percentile(95), percentile(99));
    }

    /** The smallest value that so many of a hundred do not exceed. */
    private Duration percentile(int percent) {
        long wanted = (total * percent + 99) / 100;
        long seen = 0;
        int millis = -1;
        while (seen < wanted) {
            seen += counts[++millis];
        }
        return Duration.ofMillis(millis);
    }
}
