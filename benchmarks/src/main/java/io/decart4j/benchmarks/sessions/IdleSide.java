package io.decart4j.benchmarks.sessions;

import io.decart4j.benchmarks.Child;
import io.decart4j.benchmarks.control.Service;
import java.io.IOException;

/**
 * What so many idle sessions of one kind cost.
 *
 * @param empty before, with everything warm
 * @param full after they have been idle
 * @param answered sessions that still acknowledge a prompt
 */
record IdleSide(int sessions, Footprint empty, Footprint full, int answered) {

    /** The heap is kept as small as what lives on it, else resident memory would tell of garbage. */
    private static final String[] OPTIONS = {"-Xmx3g", "-XX:MinHeapFreeRatio=5", "-XX:MaxHeapFreeRatio=10"};

    static IdleSide measure(IdleProcess.Kind kind, int sessions) throws IOException {
        try (Child service = new Child(Service.class, "", ProcessBuilder.Redirect.INHERIT)) {
            String argument = kind + " ws://127.0.0.1:" + service.read() + " " + sessions;
            try (Child client = new Child(IdleProcess.class, argument, ProcessBuilder.Redirect.INHERIT, OPTIONS)) {
                Footprint empty = Footprint.of(client.read());
                client.ask();
                Footprint full = Footprint.of(client.ask());
                return new IdleSide(sessions, empty, full, Integer.parseInt(client.ask()));
            }
        }
    }

    double rss() {
        return (double) (full.rssKb() - empty.rssKb()) / sessions;
    }

    double heap() {
        return (double) (full.heapKb() - empty.heapKb()) / sessions;
    }

    double direct() {
        return (double) (full.directKb() - empty.directKb()) / sessions;
    }

    boolean isAlive() {
        return answered == sessions;
    }
}
