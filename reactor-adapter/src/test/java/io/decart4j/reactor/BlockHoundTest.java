package io.decart4j.reactor;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import reactor.blockhound.BlockingOperationError;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.resources.LoopResources;

/** BlockHound is on in these tests, and sees the event loops: without that, their passing would say little. */
class BlockHoundTest {

    private static Mono<Boolean> sleeping() {
        return Mono.fromCallable(() -> {
            TimeUnit.MILLISECONDS.sleep(1);
            return true;
        });
    }

    @Test
    void watchesParallelThreads() {
        assertThatThrownBy(() -> sleeping().subscribeOn(Schedulers.parallel()).block(Studio.PATIENCE))
                .hasCauseInstanceOf(BlockingOperationError.class);
    }

    @Test
    void watchesEventLoops() {
        LoopResources loops = LoopResources.create("blockhound-test", 1, true);
        assertThatThrownBy(() -> sleeping()
                        .subscribeOn(Schedulers.fromExecutor(loops.onServer(true)))
                        .block(Studio.PATIENCE))
                .hasCauseInstanceOf(BlockingOperationError.class);
        loops.disposeLater().block(Studio.PATIENCE);
    }
}
