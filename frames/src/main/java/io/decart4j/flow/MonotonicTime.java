package io.decart4j.flow;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import reactor.core.scheduler.Schedulers;

/** Time as timers count it, which no adjustment of the wall clock moves; virtual where Reactor's timers are. */
public final class MonotonicTime {

    private MonotonicTime() {}

    /** Nanoseconds since some moment; only differences mean anything. */
    public static long nanos() {
        // In this unit a scheduler tells System.nanoTime(), or its virtual time. In milliseconds it tells the wall
        // clock.
        return Schedulers.parallel().now(TimeUnit.NANOSECONDS);
    }

    /** How long ago this was. */
    public static Duration since(long nanos) {
        return Duration.ofNanos(nanos() - nanos);
    }

    static boolean isVirtual() {
        long before = System.nanoTime();
        long timers = nanos();
        return timers - before < 0 || System.nanoTime() - timers < 0;
    }
}
