package io.decart4j.benchmarks.rooms;

import io.decart4j.testkit.ProcessGauges;
import java.util.Locale;

/**
 * A minute of a soak, and what the process has at its end.
 *
 * @param cut what struck in it
 * @param frames that arrived
 * @param gapMillis the longest time without a frame
 * @param acknowledged commands
 * @param again commands that had to be said again, because the connection ended before their ack
 * @param heapKb in use after a collection
 */
record Minute(
        String cut, long frames, long gapMillis, long acknowledged, long again, long heapKb, long rssKb, int threads) {

    static final String HEAD =
            "| minute | cut | frames | longest gap, ms | acknowledged | said again | heap kB | RSS kB | threads |\n"
                    + "|---:|---|---:|---:|---:|---:|---:|---:|---:|";

    static Minute read(String cut, long frames, long gapMillis, long acknowledged, long again) {
        ProcessGauges now = ProcessGauges.read();
        return new Minute(cut, frames, gapMillis, acknowledged, again, now.heapKb(), now.rssKb(), now.threads());
    }

    String row(int number) {
        return String.format(
                Locale.ROOT,
                "| %d | %s | %d | %d | %d | %d | %d | %d | %d |",
                number,
                cut,
                frames,
                gapMillis,
                acknowledged,
                again,
                heapKb,
                rssKb,
                threads);
    }
}
