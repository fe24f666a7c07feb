package io.decart4j.testkit;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import reactor.core.publisher.Flux;

/** Waits for what no message tells. */
final class Wait {

    private Wait() {}

    /** Returns when it is so; fails when it is not soon. */
    static void until(BooleanSupplier condition) {
        until(condition, Duration.ofMillis(10));
    }

    /** The same, asked at another pace. */
    static void until(BooleanSupplier condition, Duration every) {
        Flux.interval(every)
                .onBackpressureDrop()
                .takeUntil(tick -> condition.getAsBoolean())
                .blockLast(RawClient.SOON);
    }
}
