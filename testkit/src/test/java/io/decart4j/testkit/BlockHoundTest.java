package io.decart4j.testkit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import reactor.blockhound.BlockingOperationError;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** The other tests prove nothing about blocking unless this one passes. */
class BlockHoundTest {

    @Test
    void isOn() {
        Mono<Void> blocking = Mono.fromCallable(() -> {
                    TimeUnit.MILLISECONDS.sleep(1);
                    return true;
                })
                .subscribeOn(Schedulers.parallel())
                .then();
        assertThatThrownBy(() -> blocking.block(RawClient.SOON)).hasCauseInstanceOf(BlockingOperationError.class);
    }

    /** The lock of a timer queue, fought for by many who dispose intervals. */
    @Test
    void letsIntervalsBeDisposedAnywhere() {
        Flux<Long> intervals = Flux.range(0, 20_000).map(i -> {
            Flux.interval(Duration.ofMinutes(1)).subscribe().dispose();
            return 1L;
        });
        Flux.range(0, 4)
                .flatMap(i -> intervals.subscribeOn(Schedulers.parallel()))
                .blockLast(RawClient.SOON);
    }

    @Test
    void watchesTheServersEventLoops() {
        try (LocalDecartServer server = LocalDecartServer.start();
                RawClient client = RawClient.connect(server)) {
            client.await("session_id");
            Mono<Void> blocking =
                    Mono.create(sink -> server.sessions().get(0).socket().execute(() -> {
                        try {
                            TimeUnit.MILLISECONDS.sleep(1);
                            sink.success();
                        } catch (InterruptedException | BlockingOperationError e) {
                            sink.error(e);
                        }
                    }));
            assertThatThrownBy(() -> blocking.block(RawClient.SOON)).hasCauseInstanceOf(BlockingOperationError.class);
        }
    }
}
