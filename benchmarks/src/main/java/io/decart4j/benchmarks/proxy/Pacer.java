package io.decart4j.benchmarks.proxy;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Lets each of many visitors send once a second, evenly spread. */
final class Pacer {

    private Pacer() {}

    /** Returns when every visitor has sent as often as there are seconds. */
    static void run(List<Visitor> visitors, int seconds) {
        long start = System.nanoTime();
        long interval = TimeUnit.SECONDS.toNanos(1) / visitors.size();
        for (long turn = 0; turn < (long) seconds * visitors.size(); turn++) {
            long due = start + turn * interval;
            for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            visitors.get((int) (turn % visitors.size())).send();
        }
    }
}
