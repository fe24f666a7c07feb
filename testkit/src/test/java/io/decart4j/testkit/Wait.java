package io.decart4j.testkit;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import reactor.core.publisher.Flux;

/** Waits for what no message tells. */
final class Wait {

    private Wait() {}

    /** Returns when it is so; fails when it is not soon. */
    static void until(BooleanSupplier condition) {
        Flux.interval(Duration.ofMillis(10))
                .onBackpressureDrop()
                .takeUntil(tick -> condition.getAsBoolean())
                .blockLast(RawClient.SOON);
    }
}
