package io.decart4j.benchmarks;

import static java.util.Objects.requireNonNull;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Measures the codec against Jackson alone and prints the ratios as a Markdown table. */
public final class CodecBenchmark {

    private static final double TIME_GOAL = 1.3;
    private static final double ALLOCATION_GOAL = 1.5;

    private CodecBenchmark() {}

    /**
     * Runs every kind in both directions.
     *
     * @param args nothing, or a regular expression for the benchmarks to run, for example {@code Encode}
     */
    public static void main(String[] args) throws RunnerException {
        var options = new OptionsBuilder()
                .include(args.length > 0 ? args[0] : "(De|En)codeBenchmark")
                .mode(Mode.AverageTime)
                .timeUnit(TimeUnit.NANOSECONDS)
                .forks(1)
                .warmupIterations(8)
                .warmupTime(TimeValue.milliseconds(500))
                // Many short ones: on a busy machine some of them run undisturbed.
                .measurementIterations(150)
                .measurementTime(TimeValue.milliseconds(5))
                .jvmArgs("-Xms512m", "-Xmx512m")
                .addProfiler(GCProfiler.class)
                .verbosity(VerboseMode.SILENT)
                .build();
        System.err.println("Measuring for about four minutes …");
        print(new Runner(options).run());
    }

    private static void print(Collection<RunResult> results) {
        Map<String, Map<String, Figures>> rows = new TreeMap<>();
        for (RunResult result : results) {
            String[] name = result.getParams().getBenchmark().split("\\.", -1);
            String direction = name[name.length - 2].replace("Benchmark", "").toLowerCase(Locale.ROOT);
            String kind = result.getParams().getParam("kind").toLowerCase(Locale.ROOT);
            rows.computeIfAbsent(direction + " `" + kind + "`", row -> new TreeMap<>())
                    .put(name[name.length - 1], Figures.of(result));
        }
        System.out.println("| | Jackson ns | codec ns | time ratio | Jackson B | codec B | allocation ratio | goal |");
        System.out.println("|---|---:|---:|---:|---:|---:|---:|---|");
        rows.forEach((row, pair) -> print(row, requireNonNull(pair.get("bare")), requireNonNull(pair.get("codec"))));
    }

    private static void print(String row, Figures bare, Figures codec) {
        double time = codec.nanos() / bare.nanos();
        double allocation = codec.bytes() / bare.bytes();
        String verdict = time <= TIME_GOAL && allocation <= ALLOCATION_GOAL ? "met" : "**missed**";
        System.out.printf(
                Locale.ROOT,
                "| %s | %.0f | %.0f | %.2f | %.0f | %.0f | %.2f | %s |%n",
                row,
                bare.nanos(),
                codec.nanos(),
                time,
                bare.bytes(),
                codec.bytes(),
                allocation,
                verdict);
    }
}
