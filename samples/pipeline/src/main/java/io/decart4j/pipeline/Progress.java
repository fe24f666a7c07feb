package io.decart4j.pipeline;

import java.time.Duration;
import java.util.Locale;

/** How far it is: a bar that is rewritten in place on a terminal, else a line each second. */
final class Progress {

    private static final int BAR = 30;

    private final Console console;
    private final boolean bar;
    private final long period;
    private long shownAt;

    Progress(Console console, boolean bar) {
        this.console = console;
        this.bar = bar;
        this.period = (bar ? Duration.ofMillis(100) : Duration.ofSeconds(1)).toNanos();
    }

    /** The newest frame that was written, of so many. */
    synchronized void at(long frame, int of, Duration latency) {
        long now = System.nanoTime();
        if (frame + 1 < of && shownAt != 0 && now - shownAt < period) {
            return;
        }
        shownAt = now;
        double part = Math.min(1, (frame + 1.0) / of);
        String figures = String.format(
                Locale.ROOT, "%3.0f %%  frame %d of %d, latency %d ms", part * 100, frame + 1, of, latency.toMillis());
        if (bar) {
            int full = (int) Math.round(part * BAR);
            console.err().print("\r[" + "#".repeat(full) + "-".repeat(BAR - full) + "] " + figures + "\u001b[K");
            console.err().flush();
        } else {
            console.err().println("progress: " + figures.strip());
        }
    }

    /** A line that stays. */
    synchronized void say(String line) {
        clear();
        console.out().println(line);
        console.out().flush();
    }

    synchronized void clear() {
        if (bar) {
            console.err().print("\r\u001b[K");
            console.err().flush();
        }
    }
}
