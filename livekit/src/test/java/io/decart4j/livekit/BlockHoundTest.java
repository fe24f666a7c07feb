package io.decart4j.livekit;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import reactor.blockhound.BlockingOperationError;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** BlockHound is on in these tests: without that, their passing would say little. */
class BlockHoundTest {

    @Test
    void watchesParallelThreads() {
        Mono<Boolean> sleeping = Mono.fromCallable(() -> {
            TimeUnit.MILLISECONDS.sleep(1);
            return true;
        });

        assertThatThrownBy(() -> sleeping.subscribeOn(Schedulers.parallel()).block(Machine.PATIENCE))
                .hasCauseInstanceOf(BlockingOperationError.class);
    }
}
