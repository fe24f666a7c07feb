package io.decart4j.benchmarks.frames;

import io.decart4j.benchmarks.Figure;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * The way of a remote frame to its consumer, against the bare library's callback, over real VP8 in one process. Both sides
 * take turns, so that what else the machine does meets both.
 */
public final class FramePathBenchmark {

    private static final List<Picture> PICTURES = List.of(new Picture(1280, 720, 30), new Picture(320, 180, 60));
    private static final int ROUNDS = 9;
    private static final int WARM_UP_SECONDS = 3;
    private static final int SECONDS = 8;

    private FramePathBenchmark() {}

    /**
     * Measures and prints the table.
     *
     * @param args nothing, or the number of rounds
     */
    public static void main(String[] args) throws InterruptedException {
        System.err.println("Measuring for about fifteen minutes …");
        System.out.println("| | bare µs/frame | decart4j µs/frame | CPU ratio | bare B/frame | decart4j B/frame"
                + " | allocation ratio | bare fps | decart4j fps | goal |");
        System.out.println("|---|---:|---:|---:|---:|---:|---:|---:|---:|---|");
        List<Figure> figures = new ArrayList<>();
        for (Picture picture : PICTURES) {
            for (boolean pushBack : new boolean[] {false, true}) {
                figures.addAll(compare(picture, pushBack, args.length > 0 ? Integer.parseInt(args[0]) : ROUNDS));
            }
        }
        figures.forEach(System.out::println);
        System.exit(0); // the library's own threads may linger
    }

    private static List<Figure> compare(Picture picture, boolean pushBack, int rounds) throws InterruptedException {
        List<Cost> bare = new ArrayList<>();
        List<Cost> ours = new ArrayList<>();
        // Compilers work in the first round, and are not what is compared.
        measure(new BareReceiver(picture, pushBack));
        measure(new SessionReceiver(picture, pushBack));
        for (int round = 0; round < rounds; round++) {
            // Each goes first as often as the other.
            boolean bareFirst = round % 2 == 0;
            if (bareFirst) {
                bare.add(measure(new BareReceiver(picture, pushBack)));
            }
            ours.add(measure(new SessionReceiver(picture, pushBack)));
            if (!bareFirst) {
                bare.add(measure(new BareReceiver(picture, pushBack)));
            }
        }
        double cpu = typical(ours, Cost::cpuMicros) / typical(bare, Cost::cpuMicros);
        double bytes = typical(ours, Cost::bytes) / typical(bare, Cost::bytes);
        double fps = typical(ours, Cost::fps) / typical(bare, Cost::fps);
        boolean met = cpu <= 1.05 && bytes <= 1.5 && typical(ours, Cost::bytes) < 1024 && fps > 0.99;
        String row = (pushBack ? "receive, push back " : "receive, count, release ") + picture;
        System.out.printf(
                Locale.ROOT,
                "| %s | %.0f | %.0f | %.2f | %.0f | %.0f | %.2f | %.1f | %.1f | %s |%n",
                row,
                typical(bare, Cost::cpuMicros),
                typical(ours, Cost::cpuMicros),
                cpu,
                typical(bare, Cost::bytes),
                typical(ours, Cost::bytes),
                bytes,
                typical(bare, Cost::fps),
                typical(ours, Cost::fps),
                met ? "met" : "**missed**");
        return List.of(
                new Figure(row, "bare", typical(bare, Cost::cpuMicros), "µs/frame"),
                new Figure(row, "decart4j", typical(ours, Cost::cpuMicros), "µs/frame"),
                new Figure(row, "CPU", cpu, "ratio"),
                new Figure(row, "bare", typical(bare, Cost::bytes), "B/frame"),
                new Figure(row, "decart4j", typical(ours, Cost::bytes), "B/frame"),
                new Figure(row, "allocation", bytes, "ratio"),
                new Figure(row, "bare", typical(bare, Cost::fps), "fps"),
                new Figure(row, "decart4j", typical(ours, Cost::fps), "fps"));
    }

    private static Cost measure(Receiver receiver) throws InterruptedException {
        try (receiver) {
            Cost.of(receiver, WARM_UP_SECONDS);
            return Cost.of(receiver, SECONDS);
        }
    }

    /** The mean of the middle half: rounds in which the machine did something else are left out, and less is left to chance. */
    private static double typical(List<Cost> costs, ToDoubleFunction<Cost> figure) {
        int outside = costs.size() / 4;
        return costs.stream()
                .mapToDouble(figure)
                .sorted()
                .skip(outside)
                .limit(costs.size() - 2L * outside)
                .average()
                .orElseThrow();
    }
}
