package io.decart4j.benchmarks.proxy;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.LongConsumer;

/** Round trips of one phase. */
final class Latencies implements LongConsumer {

    private volatile ConcurrentLinkedQueue<Long> nanos = new ConcurrentLinkedQueue<>();

    @Override
    public void accept(long took) {
        nanos.add(took);
    }

    /** What came since the last call, and begins anew. */
    Percentiles take() {
        ConcurrentLinkedQueue<Long> taken = nanos;
        nanos = new ConcurrentLinkedQueue<>();
        long[] sorted = taken.stream().mapToLong(Long::longValue).sorted().toArray();
        return new Percentiles(sorted.length, at(sorted, 0.5), at(sorted, 0.99));
    }

    private static double at(long[] sorted, double share) {
        return sorted.length == 0
                ? Double.NaN
                : sorted[(int) Math.min(sorted.length - 1L, (long) (share * sorted.length))] / 1e6;
    }

    /**
     * A phase in two figures.
     *
     * @param count round trips
     * @param p50 in milliseconds
     * @param p99 in milliseconds
     */
    record Percentiles(int count, double p50, double p99) {}
}
