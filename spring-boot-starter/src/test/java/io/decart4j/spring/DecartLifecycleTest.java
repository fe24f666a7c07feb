package io.decart4j.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

class DecartLifecycleTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Test
    void aContextThatIsClosedInACallbackOfReactorEndsWhatIsOpenWithoutWaiting() {
        AtomicInteger begun = new AtomicInteger();
        DecartLifecycle lifecycle = new DecartLifecycle(
                "It", Mono.<Void>never().doOnSubscribe(subscription -> begun.incrementAndGet()), PATIENCE);
        CompletableFuture<Void> closed = CompletableFuture.runAsync(
                lifecycle::destroy, task -> Schedulers.parallel().schedule(task));
        assertThat(closed).succeedsWithin(PATIENCE.dividedBy(2));
        assertThat(begun).hasValue(1);
    }

    @Test
    void elsewhereItWaitsAsLongAsItsLimit() {
        DecartLifecycle lifecycle = new DecartLifecycle("It", Mono.never(), Duration.ofMillis(50));
        CompletableFuture<Void> closed = CompletableFuture.runAsync(lifecycle::destroy);
        assertThat(closed).succeedsWithin(PATIENCE);
    }
}
