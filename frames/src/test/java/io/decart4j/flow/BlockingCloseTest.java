package io.decart4j.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

class BlockingCloseTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Executor OWN_THREAD = task -> new Thread(task).start();

    @Test
    void itWaitsWhereItMay() {
        Sinks.Empty<Void> end = Sinks.empty();
        BlockingClose close = new BlockingClose("it", end.asMono(), PATIENCE);
        CompletableFuture<Void> closing = CompletableFuture.runAsync(close::close, OWN_THREAD);
        assertThat(closing).isNotDone();
        end.tryEmitEmpty();
        assertThat(closing).succeedsWithin(PATIENCE);
    }

    @Test
    void itBeginsOnAThreadThatMayNotBlockAndLetsItGo() throws Exception {
        Sinks.Empty<Void> end = Sinks.empty();
        CompletableFuture<Void> begun = new CompletableFuture<>();
        BlockingClose close = new BlockingClose(
                "it",
                Mono.defer(() -> {
                    begun.complete(null);
                    return end.asMono();
                }),
                PATIENCE);
        CompletableFuture<Void> called = new CompletableFuture<>();
        Schedulers.parallel().schedule(() -> {
            close.close();
            called.complete(null);
        });
        called.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(begun).isDone();
    }

    @Test
    void itWaitsNoLongerThanItsLimit() throws InterruptedException, ExecutionException, TimeoutException {
        BlockingClose close = new BlockingClose("it", Mono.never(), Duration.ofMillis(20));
        CompletableFuture.runAsync(close::close, OWN_THREAD).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    @Test
    void anEndThatFailsIsNoFailureOfWhoCloses() {
        new BlockingClose("it", Mono.error(new IllegalStateException("broken")), PATIENCE).close();
    }

    @Test
    void anInterruptedThreadStaysInterrupted() {
        Thread.currentThread().interrupt();
        new BlockingClose("it", Mono.never(), PATIENCE).close();
        assertThat(Thread.interrupted()).isTrue();
    }
}
