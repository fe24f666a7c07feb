package io.decart4j.cli.demo;

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

    static void print(List<Outcome> outcomes, double seconds, PrintStream out) {
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
    }
}
