package io.decart4j.benchmarks.sessions;

import java.io.IOException;

/**
 * A process with idle sessions of one kind. Says what it holds when it is warm, then for each line that it reads: with all
 * sessions open, after they have been idle, how many have answered a prompt.
 */
final class IdleProcess {

    /** The kinds of sessions. */
    enum Kind {
        REACTIVE,
        THREADS;

        Crowd crowd(String url) {
            return this == REACTIVE ? new ReactiveCrowd(url) : new BlockingCrowd(url);
        }
    }

    /** More than the interval of pings. */
    private static final long IDLE_MILLIS = 30_000;

    private static final int WARM_UP = 500;

    private IdleProcess() {}

    /** The kind, the address and the number, in one argument. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        String[] parts = arguments[0].split(" ", -1);
        Crowd crowd = Kind.valueOf(parts[0]).crowd(parts[1]);
        crowd.open(WARM_UP);
        crowd.prompt();
        crowd.close();
        System.out.println(Footprint.read().line());
        System.in.read();
        crowd.open(Integer.parseInt(parts[2]));
        System.out.println(Footprint.read().line());
        System.in.read();
        Thread.sleep(IDLE_MILLIS);
        System.out.println(Footprint.read().line());
        System.in.read();
        System.out.println(crowd.prompt());
        System.in.read();
        System.exit(0);
    }
}
