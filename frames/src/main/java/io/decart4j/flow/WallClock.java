package io.decart4j.flow;

import java.time.Instant;
import java.util.concurrent.TimeUnit;
import reactor.core.scheduler.Schedulers;

/**
 * What time it is for people and for other machines. It may be set back or forth at any moment, so that no limit and no
 * duration may be made of it: those are {@link MonotonicTime}.
 */
public final class WallClock {

    private WallClock() {}

    /** Now, in whole milliseconds; virtual where Reactor's timers are. */
    public static Instant now() {
        return Instant.ofEpochMilli(Schedulers.parallel().now(TimeUnit.MILLISECONDS));
    }
}
