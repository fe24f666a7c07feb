package io.decart4j.chaos;

import io.decart4j.error.CommandException.Reason;
import io.decart4j.testkit.RelayCounts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How a run went, as tables.
 *
 * @param packets of media; empty for rooms
 * @param gauges at each break, the first one first
 * @param broken the invariants that did not hold
 */
record Report(
        Scenario scenario,
        Duration took,
        Tally tally,
        Optional<RelayCounts> packets,
        List<Gauges> gauges,
        List<String> broken) {

    boolean isClean() {
        return broken.isEmpty();
    }

    @Override
    public String toString() {
        List<String> lines = new ArrayList<>();
        lines.add("seed %d, transport %s, %d sessions at a time, %d s, %s breaks in which all recovered: %s"
                .formatted(
                        scenario.seed(),
                        words(scenario.transport()),
                        scenario.sessions(),
                        took.toSeconds(),
                        tally.breaks,
                        isClean() ? "clean" : broken.size() + " INVARIANTS BROKEN"));
        broken.forEach(each -> lines.add("* " + each));
        table(lines, "fault", "injected");
        for (Fault fault : Fault.on(scenario.transport())) {
            row(lines, words(fault), tally.injected(fault));
        }
        table(lines, "sessions", "");
        row(lines, "opened", tally.sessions);
        row(lines, "ended for good, by a fault that does", tally.endedForGood);
        row(lines, "of those, because their policy threw", tally.endedByPolicy);
        row(lines, "ended by their user", tally.endedByUser);
        row(lines, "connections lost", tally.reconnects);
        row(lines, "recovered: loss to next frame", tally.recoveries.count());
        row(lines, "p50 / p99, ms", times(tally.recoveries));
        row(lines, "ended for a reason that came behind the media, in a break", tally.reasonsBehindMedia);
        row(lines, "given up by their users while they connected or soon after", tally.cancelledConnects);
        row(lines, "connections that the server hung up on", tally.hungUp);
        row(lines, "connected at first, under faults", tally.connects.count());
        row(lines, "p50 / p99, ms", times(tally.connects));
        table(lines, "commands", "");
        row(lines, "issued", tally.issued);
        row(lines, "acknowledged", tally.acknowledged);
        for (Reason reason : Reason.values()) {
            row(lines, words(reason), tally.failed(reason));
        }
        row(lines, "cancelled", tally.cancelled);
        packets.ifPresent(counts -> packets(lines, counts));
        process(lines);
        return String.join(System.lineSeparator(), lines);
    }

    private static void packets(List<String> lines, RelayCounts network) {
        table(lines, "packets of media", "");
        row(lines, "forwarded", network.forwarded());
        row(lines, "lost at random", network.lost());
        row(lines, "lost in outages", network.blackedOut());
        row(lines, "lost for lack of bandwidth", network.overflowed());
        row(lines, "reordered", network.reordered());
    }

    private void process(List<String> lines) {
        lines.add("");
        lines.add("| in a break | heap kB | threads | open files | buffers in use kB | RSS kB |");
        lines.add("|---|---|---|---|---|---|");
        if (!gauges.isEmpty()) {
            lines.add(gauge("first", gauges.get(0)));
            lines.add(gauge("middle", gauges.get(gauges.size() / 2)));
            lines.add(gauge("last", gauges.get(gauges.size() - 1)));
        }
        lines.add("");
        boolean leaks = broken.stream().anyMatch(Report::isLeak);
        lines.add("Left over at the end (peer connections, frames, threads, sockets, buffers): "
                + (leaks ? "see above" : "nothing"));
    }

    private static boolean isLeak(String broken) {
        return broken.startsWith("left over") || broken.startsWith("leaked") || broken.startsWith("grown");
    }

    private static String gauge(String when, Gauges at) {
        return "| %s | %d | %d | %d | %d | %d |"
                .formatted(when, at.heapKb(), at.threads(), at.files(), at.directKb(), at.rssKb());
    }

    private static String words(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String times(Latencies latencies) {
        return latencies.percentile(0.5) + " / " + latencies.percentile(0.99);
    }

    private static void table(List<String> lines, String head, String value) {
        lines.add("");
        lines.add("| " + head + " | " + value + " |");
        lines.add("|---|---|");
    }

    private static void row(List<String> lines, String what, Object value) {
        lines.add("| " + what + " | " + value + " |");
    }
}
