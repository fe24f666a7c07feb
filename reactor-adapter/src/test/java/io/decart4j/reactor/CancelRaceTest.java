package io.decart4j.reactor;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Cancelling at any moment of the opening leaves nothing, whatever was in flight. */
class CancelRaceTest {

    private static final int TRIES = 400;

    @Test
    void cancellingAtAnyMomentLeavesNothing() {
        try (Studio studio = new Studio()) {
            // Without video, so that little but the opening of the socket happens in the time of a try.
            ConnectOptions options = Studio.direct().build();
            Flux.range(0, TRIES)
                    .concatMap(i -> Mono.firstWithSignal(
                            studio.client.realtime().connect(options).then(),
                            Mono.delay(Duration.ofNanos(ThreadLocalRandom.current()
                                    .nextLong(Duration.ofMillis(8).toNanos())))))
                    .blockLast(Studio.PATIENCE.multipliedBy(2));
            studio.assertNothingOpen();
        }
    }
}
