package io.decart4j.benchmarks.files;

import io.decart4j.benchmarks.Figure;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * The medians of rounds of both sides, who have done the same work in turns.
 *
 * @param bareFps of FFmpeg's program
 * @param oursFps of decart4j
 * @param cpu decart4j's time of the processor for a frame by the program's
 */
record Comparison(double bareFps, double oursFps, double cpu) {

    private static final double SPEED = 0.95;
    private static final double CPU = 1.1;

    static Comparison of(List<Decoding> bare, List<Decoding> ours) {
        return new Comparison(
                median(bare, round -> round.frames() / round.seconds()),
                median(ours, round -> round.frames() / round.seconds()),
                median(ours, round -> round.cpuSeconds() / round.frames())
                        / median(bare, round -> round.cpuSeconds() / round.frames()));
    }

    /** Prints a row of the table; {@code right} is whether both have done the same. */
    List<String> print(String kind, String result, boolean right) {
        boolean met = right && oursFps / bareFps >= SPEED && cpu <= CPU;
        System.out.printf(
                Locale.ROOT,
                "| %s | %.0f | %.0f | %.2f | %.2f | %s | %s |%n",
                kind,
                bareFps,
                oursFps,
                oursFps / bareFps,
                cpu,
                result,
                met ? "met" : "**missed**");
        return List.of(
                new Figure(kind, "speed ratio", oursFps / bareFps, "ratio").toString(),
                new Figure(kind, "CPU ratio", cpu, "ratio").toString());
    }

    private static double median(List<Decoding> rounds, ToDoubleFunction<Decoding> of) {
        double[] sorted = rounds.stream().mapToDouble(of).sorted().toArray();
        return sorted[sorted.length / 2];
    }
}
