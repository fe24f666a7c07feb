package io.decart4j.cli.demo;

import io.decart4j.media.meter.FrameFigures;
import io.decart4j.media.meter.Latency;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/** The steps as text. */
final class SummaryTable {

    private SummaryTable() {}

    /** What is said while the demo runs. */
    static String progress(Outcome outcome, int steps) {
        return String.format(
                "%-6s step %d of %d: %s, %s",
                outcome.ok() ? "ok" : "FAILED",
                outcome.number(),
                steps,
                outcome.step().title(),
                outcome.step().caption());
    }

    private static String row(Outcome outcome) {
        return String.format(
                Locale.ROOT,
                "%d  %-6s %5.1f s  %-22s %-39s %s",
                outcome.number(),
                outcome.ok() ? "ok" : "FAILED",
                outcome.seconds(),
                outcome.step().title(),
                outcome.step().caption(),
                outcome.told());
    }

    static void print(List<Outcome> outcomes, double seconds, FrameFigures figures, PrintStream out) {
        out.println();
        out.printf(Locale.ROOT, "%s  %-6s %7s  %-22s %-39s %s%n", "#", "", "time", "step", "prompt in force", "detail");
        outcomes.forEach(outcome -> out.println(row(outcome)));
        long failed = outcomes.stream().filter(outcome -> !outcome.ok()).count();
        out.printf(
                Locale.ROOT,
                "%n%s in %.1f s%n",
                failed == 0
                        ? "all " + outcomes.size() + " steps ok"
                        : failed + " of " + outcomes.size() + " steps FAILED",
                seconds);
        out.println(frames(figures));
    }

    private static String frames(FrameFigures figures) {
        Latency latency = figures.latency();
        String times = latency == null
                ? "no frame came back"
                : String.format(
                        "p50 %d ms, p95 %d ms, p99 %d ms",
                        latency.p50().toMillis(),
                        latency.p95().toMillis(),
                        latency.p99().toMillis());
        return String.format(
                "latency from glass to glass: %s%nframes: %d sent, %d received, %d dropped (connecting and reconnecting"
                        + " included), %d reordered, %d unreadable",
                times,
                figures.sent(),
                figures.received(),
                figures.dropped(),
                figures.reordered(),
                figures.unreadable());
    }
}
