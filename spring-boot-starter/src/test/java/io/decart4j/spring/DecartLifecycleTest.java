package io.decart4j.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

class DecartLifecycleTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static DecartLifecycle lifecycle(Mono<Void> end, Duration limit) {
        return new DecartLifecycle("It", end, () -> {}, end, limit);
    }

    @Test
    void aContextThatIsClosedInACallbackOfReactorEndsWhatIsOpenWithoutWaiting() {
        AtomicInteger begun = new AtomicInteger();
        DecartLifecycle lifecycle =
                lifecycle(Mono.<Void>never().doOnSubscribe(subscription -> begun.incrementAndGet()), PATIENCE);
        CompletableFuture<Void> closed = CompletableFuture.runAsync(
                lifecycle::destroy, task -> Schedulers.parallel().schedule(task));
        assertThat(closed).succeedsWithin(PATIENCE.dividedBy(2));
        assertThat(begun).hasValue(1);
    }

    @Test
    void elsewhereItWaitsAsLongAsItsLimit() {
        DecartLifecycle lifecycle = lifecycle(Mono.never(), Duration.ofMillis(50));
        CompletableFuture<Void> closed =
                CompletableFuture.runAsync(lifecycle::destroy, task -> new Thread(task).start());
        assertThat(closed).succeedsWithin(PATIENCE);
    }

    @Test
    void whatStopsCanStartAndStopAgainUntilItIsDestroyed() {
        List<String> told = new CopyOnWriteArrayList<>();
        DecartLifecycle lifecycle = new DecartLifecycle(
                "It",
                Mono.fromRunnable(() -> told.add("suspend")),
                () -> told.add("resume"),
                Mono.fromRunnable(() -> told.add("dispose")),
                PATIENCE);
        for (int i = 0; i < 2; i++) {
            lifecycle.start();
            assertThat(lifecycle.isRunning()).isTrue();
            lifecycle.stop();
            assertThat(lifecycle.isRunning()).isFalse();
        }
        lifecycle.destroy();
        lifecycle.destroy();
        assertThat(told).containsExactly("resume", "suspend", "resume", "suspend", "dispose");
        assertThat(lifecycle.isPauseable()).isFalse();
    }
}
