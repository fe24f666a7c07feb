package io.decart4j.cli;

import io.decart4j.testkit.LocalServerBuilder;
import java.math.BigDecimal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How busy a local server is, and how often it counts. Texts, so that a bad one is answered by what the option takes. */
final class ServiceOptions {

    private static final int MOST_POSITIONS = 10_000;
    private static final int HOUR_MILLIS = 60 * 60 * 1000;
    private static final int MOST_SESSIONS = 1_000_000;
    private static final BigDecimal SHORTEST_TICK = new BigDecimal("0.001");
    private static final BigDecimal LONGEST_TICK = new BigDecimal("3600");

    @Option(
            names = "--queue",
            paramLabel = "N",
            description = "Every connection waits first, for N positions; by default none.")
    private @Nullable String queue;

    @Option(
            names = "--queue-interval",
            paramLabel = "MS",
            description = "How many milliseconds a position lasts, by default 50.")
    private @Nullable String queueInterval;

    @Option(
            names = "--session-limit",
            paramLabel = "N",
            description = "How many sessions may be open at a time, by default 1000.")
    private @Nullable String sessionLimit;

    @Option(
            names = "--tick",
            paramLabel = "SECONDS",
            description = "Time between two generation_tick, by default 1. Official clients may want whole seconds.")
    private @Nullable String tick;

    /** Sets what was given. */
    void applyTo(LocalServerBuilder builder) {
        int positions = queue == null ? 0 : Whole.of("--queue", queue, 0, MOST_POSITIONS);
        if (queueInterval == null) {
            builder.queue(positions);
        } else if (positions == 0) {
            throw new BadInput("--queue-interval goes with --queue N, of 1 or more positions");
        } else {
            builder.queue(positions, Duration.ofMillis(Whole.of("--queue-interval", queueInterval, 1, HOUR_MILLIS)));
        }
        if (sessionLimit != null) {
            builder.concurrencyLimit(Whole.of("--session-limit", sessionLimit, 0, MOST_SESSIONS));
        }
        if (tick != null) {
            builder.tickInterval(seconds(tick));
        }
    }

    private static Duration seconds(String text) {
        try {
            BigDecimal seconds = new BigDecimal(text);
            if (seconds.compareTo(SHORTEST_TICK) >= 0 && seconds.compareTo(LONGEST_TICK) <= 0) {
                return Duration.ofMillis(seconds.movePointRight(3).longValue());
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new BadInput("--tick takes " + SHORTEST_TICK + " to " + LONGEST_TICK + " seconds, got " + text);
    }
}
