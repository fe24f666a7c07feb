package io.decart4j.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Durations that were measured. Thread-safe. */
final class Latencies {

    private final List<Duration> all = new ArrayList<>();

    synchronized void add(Duration one) {
        all.add(one);
    }

    synchronized int count() {
        return all.size();
    }

    /** The smallest that so much of all do not exceed, in milliseconds; 0 when there are none. */
    synchronized long percentile(double share) {
        if (all.isEmpty()) {
            return 0;
        }
        List<Duration> sorted = new ArrayList<>(all);
        Collections.sort(sorted);
        return sorted.get((int) Math.ceil(share * sorted.size()) - 1).toMillis();
    }
}
