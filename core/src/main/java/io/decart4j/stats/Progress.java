package io.decart4j.stats;

import io.decart4j.stats.StatsReport.Entry;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How far the counters of each stream have come since the sample before.
 *
 * @param before each stream as it was seen last, by {@link Entry#stream()}
 * @param seconds since the sample before
 * @param first whether there was none: nothing has come further then
 */
record Progress(Map<String, Entry> before, double seconds, boolean first) {

    static final Progress FIRST = new Progress(Map.of(), 0, true);

    /** Never negative: a counter that fell began anew. A stream that is new since the last sample began at 0. */
    double delta(Entry now, String counter) {
        if (first) {
            return 0;
        }
        Entry then = before.get(now.stream());
        return Math.max(0, now.amount(counter) - (then == null ? 0 : then.amount(counter)));
    }

    long countDelta(Entry now, String counter) {
        return (long) delta(now, counter);
    }

    /** In bit/s; 0 when no time has passed. */
    long bitrate(List<Entry> streams, String bytes) {
        double more =
                streams.stream().mapToDouble(stream -> delta(stream, bytes)).sum();
        return seconds <= 0 ? 0 : Math.round(more * 8 / seconds);
    }

    /** The stream that is alive: most bytes since the sample before, then most in all. */
    Optional<Entry> liveliest(List<Entry> streams, String bytes) {
        return streams.stream()
                .max(Comparator.<Entry>comparingDouble(stream -> delta(stream, bytes))
                        .thenComparingDouble(stream -> stream.amount(bytes)));
    }

    /** Over all streams, as far as a long goes. */
    static long sum(List<Entry> streams, String counter) {
        return (long)
                streams.stream().mapToDouble(stream -> stream.amount(counter)).sum();
    }
}
