package io.decart4j.benchmarks.proxy;

import java.util.List;
import java.util.Locale;

/** The outcome as Markdown. */
final class Table {

    private static final double ADDED_GOAL = 2;
    private static final double FLOOD_GOAL = 1.5;

    private final int sessions;
    private final ProxyProcess.Memory empty;
    private final ProxyProcess.Memory full;
    private final Latencies.Percentiles proxied;
    private final Latencies.Percentiles direct;

    Table(
            int sessions,
            ProxyProcess.Memory empty,
            ProxyProcess.Memory full,
            Latencies.Percentiles proxied,
            Latencies.Percentiles direct) {
        this.sessions = sessions;
        this.empty = empty;
        this.full = full;
        this.proxied = proxied;
        this.direct = direct;
    }

    void print(Latencies.Percentiles flooded, Latencies.Percentiles besideFlood, String flood, List<Visitor> all) {
        long answered = all.stream().mapToLong(Visitor::answered).sum();
        long missing = all.stream().mapToLong(Visitor::missing).sum();
        long wrong = all.stream().mapToLong(Visitor::wrong).sum();
        double added = proxied.typical() - direct.typical();
        double ratio = flooded.typical() / proxied.typical();
        System.out.println("| round trip, ms | messages | p50 | p99 | p99 of a second |");
        System.out.println("|---|---:|---:|---:|---:|");
        row("direct", direct);
        row("through the proxy", proxied);
        row("direct, during the flood", besideFlood);
        row("through the proxy, during the flood", flooded);
        System.out.println();
        System.out.println("| | | goal |");
        System.out.println("|---|---:|---|");
        line("sessions at once", sessions, "");
        line("prompts answered", answered, "");
        line("lost", missing, missing == 0 ? "0: met" : "0: **missed**");
        line("out of order", wrong, wrong == 0 ? "0: met" : "0: **missed**");
        line("added p50, ms", proxied.p50() - direct.p50(), "");
        line("added p99 of a second, ms", added, verdict("< 2", added < ADDED_GOAL));
        line("p99 of a second during the flood, ratio", ratio, verdict("< 1.5", ratio < FLOOD_GOAL));
        line("the same for direct connections", besideFlood.typical() / direct.typical(), "");
        line("messages of the flood", Long.parseLong(flood.split(" ", -1)[0]), "");
        line("connections of the flood", Long.parseLong(flood.split(" ", -1)[1]), "");
        line("heap a session, KiB", (full.heap() - empty.heap()) / 1024.0 / sessions, "");
        line("direct memory a session, KiB", (full.direct() - empty.direct()) / 1024.0 / sessions, "");
    }

    private static String verdict(String goal, boolean met) {
        return goal + (met ? ": met" : ": **missed**");
    }

    private static void row(String name, Latencies.Percentiles figures) {
        System.out.printf(
                Locale.ROOT,
                "| %s | %d | %.2f | %.2f | %.2f |%n",
                name,
                figures.count(),
                figures.p50(),
                figures.p99(),
                figures.typical());
    }

    private static void line(String name, long value, String goal) {
        System.out.printf(Locale.ROOT, "| %s | %d | %s |%n", name, value, goal);
    }

    private static void line(String name, double value, String goal) {
        System.out.printf(Locale.ROOT, "| %s | %.2f | %s |%n", name, value, goal);
    }
}
