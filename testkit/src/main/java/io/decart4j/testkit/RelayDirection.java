package io.decart4j.testkit;

import io.decart4j.flow.MonotonicTime;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import reactor.core.scheduler.Scheduler;

/** What the network does to the packets of one direction. On the relay's event loop only. */
final class RelayDirection {

    private static final long QUEUE = Duration.ofMillis(250).toNanos();
    private static final int WAITING = 4096;
    private static final long OVERTAKEN_FROM = Duration.ofMillis(10).toNanos();
    private static final long OVERTAKEN_TO = Duration.ofMillis(50).toNanos();

    private final ImpairedRelay relay;
    private final RelayTally tally;
    private final Scheduler loop;
    private final Random random;
    private final Queue<Runnable> line = new ArrayDeque<>();
    private int waiting;
    private long lastDue = MonotonicTime.nanos();
    private long sentOut = MonotonicTime.nanos();

    RelayDirection(ImpairedRelay relay, RelayTally tally, Scheduler loop, Random random) {
        this.relay = relay;
        this.tally = tally;
        this.loop = loop;
        this.random = random;
    }

    /** Sends a packet now, later or never. */
    void pass(int bytes, Runnable send) {
        NetworkImpairment network = relay.impairment();
        long now = MonotonicTime.nanos();
        if (relay.isOut()) {
            tally.blackedOut.increment();
        } else if (random.nextDouble() < network.loss()) {
            tally.lost.increment();
        } else if (waiting == WAITING || !fits(bytes, network.bitsPerSecond(), now)) {
            tally.overflowed.increment();
        } else {
            boolean overtaken = random.nextDouble() < network.reordering();
            long due = due(network, now);
            if (overtaken) {
                tally.reordered.increment();
                long later = OVERTAKEN_FROM + (long) (random.nextDouble() * (OVERTAKEN_TO - OVERTAKEN_FROM));
                later(due + later - now, send);
            } else {
                inOrder(due - now, send);
            }
        }
    }

    /** Whether the packet finds room in the queue of the line; takes it then. */
    private boolean fits(int bytes, long bitsPerSecond, long now) {
        if (sentOut - now < 0 || bitsPerSecond == 0) {
            sentOut = now;
        }
        if (bitsPerSecond > 0) {
            long out = sentOut + bytes * 8L * TimeUnit.SECONDS.toNanos(1) / bitsPerSecond;
            if (out - now > QUEUE) {
                return false;
            }
            sentOut = out;
        }
        return true;
    }

    private long due(NetworkImpairment network, long now) {
        long jitter = network.jitter().isZero()
                ? 0
                : (long) (random.nextDouble() * network.jitter().toNanos());
        long due = sentOut + network.delay().toNanos() + jitter;
        // A line hands over in order, also where one setting gives way to another.
        lastDue = lastDue - now < 0 ? due : Math.max(due, lastDue);
        return lastDue;
    }

    private void inOrder(long delay, Runnable send) {
        if (delay <= 0 && line.isEmpty()) {
            tally.forwarded.increment();
            send.run();
        } else {
            line.add(send);
            // Timers that are due together may fire in any order: each sends what has waited longest.
            later(delay, () -> line.remove().run());
        }
    }

    private void later(long delay, Runnable send) {
        waiting++;
        loop.schedule(
                () -> {
                    waiting--;
                    tally.forwarded.increment();
                    send.run();
                },
                delay,
                TimeUnit.NANOSECONDS);
    }
}
