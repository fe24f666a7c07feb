package io.decart4j.benchmarks.proxy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;

/** Round trips of one phase. */
final class Latencies implements LongConsumer {

    record Sample(long second, long nanos) {}

    private volatile ConcurrentLinkedQueue<Sample> samples = new ConcurrentLinkedQueue<>();

    @Override
    public void accept(long took) {
        samples.add(new Sample(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime()), took));
    }

    /** What came since the last call, and begins anew. */
    Collection<Sample> take() {
        ConcurrentLinkedQueue<Sample> taken = samples;
        samples = new ConcurrentLinkedQueue<>();
        return taken;
    }

    /** What came in all turns of a kind. */
    static final class Phase {

        private final List<Sample> samples = new ArrayList<>();

        void add(Collection<Sample> turn) {
            samples.addAll(turn);
        }

        Percentiles figures() {
            long[] all = sorted(samples);
            long[] seconds = samples.stream().collect(Collectors.groupingBy(Sample::second)).values().stream()
                    .mapToLong(second -> at(sorted(second), 0.99))
                    .sorted()
                    .toArray();
            return new Percentiles(all.length, at(all, 0.5) / 1e6, at(all, 0.99) / 1e6, at(seconds, 0.5) / 1e6);
        }
    }

    private static long[] sorted(Collection<Sample> some) {
        return some.stream().mapToLong(Sample::nanos).sorted().toArray();
    }

    private static long at(long[] sorted, double share) {
        return sorted[(int) (share * (sorted.length - 1))];
    }

    /**
     * A phase in three figures.
     *
     * @param count round trips
     * @param p50 in milliseconds
     * @param p99 in milliseconds
     * @param typical the p99 of a second, in milliseconds: the median of all seconds, which leaves out those in which the
     *     machine did something else
     */
    record Percentiles(int count, double p50, double p99, double typical) {}
}
