package io.decart4j.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * What a process may not gather while sessions come and go: the lowest of the last breaks is compared with that of the
 * first ones after everything is warm.
 *
 * <p>The media library itself loses 30 to 80 kB of native memory with each peer connection, whatever is done; and the local
 * server remembers its last 100 sessions with their logs.
 */
final class Growth {

    private static final int WINDOW = 5;
    private static final int WARM = 2;
    private static final long HEAP_KB = 40_000;
    private static final int THREADS = 6;
    private static final int FILES = 30;
    private static final long DIRECT_KB = 4_000;
    private static final long LIBRARY_LOSS_KB = 80;
    private static final long RSS_KB = 150_000;

    private Growth() {}

    /** What has grown too much; nothing when there are too few readings to tell. */
    static List<String> of(List<Gauges> readings, long peerConnections) {
        List<String> grown = new ArrayList<>();
        if (readings.size() >= WARM + 2 * WINDOW) {
            check(grown, readings, "heap, kB", Gauges::heapKb, HEAP_KB);
            check(grown, readings, "threads", Gauges::threads, THREADS);
            check(grown, readings, "open files", Gauges::files, FILES);
            check(grown, readings, "buffers in use, kB", Gauges::directKb, DIRECT_KB);
            check(grown, readings, "RSS, kB", Gauges::rssKb, RSS_KB + LIBRARY_LOSS_KB * peerConnections);
        }
        return grown;
    }

    private static void check(
            List<String> grown, List<Gauges> readings, String what, ToLongFunction<Gauges> of, long most) {
        long first = lowest(readings.subList(WARM, WARM + WINDOW), of);
        long last = lowest(readings.subList(readings.size() - WINDOW, readings.size()), of);
        if (last - first > most) {
            grown.add("grown: " + what + " from " + first + " to " + last);
        }
    }

    private static long lowest(List<Gauges> readings, ToLongFunction<Gauges> of) {
        return readings.stream().mapToLong(of).min().orElseThrow();
    }
}
