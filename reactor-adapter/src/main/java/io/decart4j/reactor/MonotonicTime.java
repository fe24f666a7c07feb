package io.decart4j.reactor;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import reactor.core.scheduler.Schedulers;

/** Time as timers count it, which no adjustment of the wall clock moves; virtual where Reactor's timers are. */
final class MonotonicTime {

    /** Long behind the wall clock, and long before any virtual time ends, which begins at 0. */
    private static final long DECADES = Duration.ofDays(20 * 365).toNanos();

    private static final long ORIGIN = System.nanoTime();

    private MonotonicTime() {}

    /** Nanoseconds since some moment; only differences mean anything. */
    static long nanos() {
        // A scheduler's own clock is the wall clock, in whole milliseconds, unless it is a virtual one.
        long timers = Schedulers.parallel().now(TimeUnit.NANOSECONDS);
        return timers < DECADES ? timers : System.nanoTime() - ORIGIN;
    }
}
