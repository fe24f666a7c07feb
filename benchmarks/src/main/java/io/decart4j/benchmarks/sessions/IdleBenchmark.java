package io.decart4j.benchmarks.sessions;

import java.io.IOException;
import java.util.Locale;

/**
 * Idle sessions without media in one JVM: what each costs in resident memory, against a client with a thread for each. Exits with
 * 1 when a goal is missed.
 */
public final class IdleBenchmark {

    private static final double GOAL = 0.25;
    private static final int MORE_THREADS = 8;
    private static final int SESSIONS = 10_000;

    private IdleBenchmark() {}

    /** The number of sessions, 10 000 by default. */
    public static void main(String[] arguments) throws IOException {
        int sessions = arguments.length > 0 ? Integer.parseInt(arguments[0]) : SESSIONS;
        System.err.println("Measuring for about two minutes …");
        IdleSide theirs = IdleSide.measure(IdleProcess.Kind.THREADS, sessions);
        IdleSide ours = IdleSide.measure(IdleProcess.Kind.REACTIVE, sessions);
        System.out.println("| KiB a session | resident | of it heap | direct buffers | threads at 0 | threads at "
                + sessions + " | answered |");
        System.out.println("|---|---:|---:|---:|---:|---:|---:|");
        row("a thread for each", theirs);
        row("decart4j", ours);
        double ratio = ours.rss() / theirs.rss();
        int threads = ours.full().threads() - ours.empty().threads();
        boolean alive = theirs.isAlive() && ours.isAlive();
        boolean shared = threads <= MORE_THREADS && ours.full().webrtc() == 0;
        System.out.println();
        System.out.println("| | | goal |");
        System.out.println("|---|---:|---|");
        line("memory a session, ratio", String.format(Locale.ROOT, "%.2f", ratio), "≤ 0.25", ratio <= GOAL);
        line("threads for " + sessions + " sessions", String.valueOf(threads), "≤ " + MORE_THREADS, shared);
        line("sessions that answered", String.valueOf(ours.answered()), String.valueOf(sessions), alive);
        System.exit(ratio <= GOAL && shared && alive ? 0 : 1);
    }

    private static void row(String name, IdleSide side) {
        System.out.printf(
                Locale.ROOT,
                "| %s | %.1f | %.1f | %.1f | %d | %d | %d |%n",
                name,
                side.rss(),
                side.heap(),
                side.direct(),
                side.empty().threads(),
                side.full().threads(),
                side.answered());
    }

    private static void line(String name, String value, String goal, boolean met) {
        System.out.printf("| %s | %s | %s: %s |%n", name, value, goal, met ? "met" : "**missed**");
    }
}
