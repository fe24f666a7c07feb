package io.decart4j.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.Exceptions;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class EventHubTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int LAST = -1;

    private final EventHub<Integer> hub = hub();

    private static EventHub<Integer> hub() {
        return new EventHub<>(new EventHub.Summary<>() {
            private int sum;

            @Override
            public boolean isLast(Integer event) {
                sum += event;
                return event == LAST;
            }

            @Override
            public List<Integer> now() {
                return List.of(sum);
            }

            @Override
            public boolean replaces(Integer newer, Integer older) {
                return newer > 100_000 && older > 100_000;
            }
        });
    }

    @Test
    void theFirstIsToldEverythingAndLaterOnesHowThingsStand() {
        hub.emit(1);
        hub.emit(2);
        StepVerifier.create(hub.events())
                .expectNext(1, 2)
                .then(() -> hub.emit(3))
                .expectNext(3)
                .thenCancel()
                .verify(PATIENCE);
        StepVerifier.create(hub.events())
                .expectNext(6)
                .then(() -> hub.emit(LAST))
                .expectNext(LAST)
                .expectComplete()
                .verify(PATIENCE);
        hub.emit(7);
        StepVerifier.create(hub.events()).expectNext(5).expectComplete().verify(PATIENCE);
    }

    @Test
    void whatWaitsForTheFirstIsBoundedAndWhatIsIdleGivesWay() {
        for (int i = 0; i < EventHub.EARLY; i++) {
            hub.emit(i);
        }
        for (int i = 100_001; i < 105_000; i++) {
            hub.emit(i);
        }
        hub.emit(LAST);
        assertThat(hub.events().collectList().block(PATIENCE))
                .hasSize(EventHub.EARLY)
                .startsWith(2)
                .endsWith(104_999, LAST);
    }

    /** More than Reactor's workers have threads on this machine, which they would share with the last one. */
    @Test
    void listenersThatBlockDelayThemselvesOnly() throws InterruptedException {
        CountDownLatch wake = new CountDownLatch(1);
        int blocking = 12 * Runtime.getRuntime().availableProcessors();
        CountDownLatch blocked = new CountDownLatch(blocking);
        List<Disposable> all = new ArrayList<>();
        for (int i = 0; i < blocking; i++) {
            all.add(hub.events().subscribe(event -> {
                blocked.countDown();
                try {
                    wake.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }));
        }
        Mono<List<Integer>> quick = hub.events().skip(1).collectList().cache();
        CompletableFuture<List<Integer>> told = quick.toFuture();
        hub.emit(1);
        blocked.await();
        hub.emit(2);
        hub.emit(LAST);
        assertThat(told).succeedsWithin(PATIENCE);
        assertThat(told.join()).containsExactly(1, 2, LAST);
        wake.countDown();
        all.forEach(Disposable::dispose);
    }

    @Test
    void whoDoesNotKeepUpGetsAnErrorAndNobodyElse() {
        int count = 2 * EventHub.WAITING;
        // Each event that the quick one gets brings the next, so it always keeps up.
        CompletableFuture<Long> quick = hub.events()
                .doOnNext(event -> hub.emit(event < count ? event + 1 : LAST))
                .take(count)
                .count()
                .toFuture();
        StepVerifier.create(hub.events(), 0)
                .then(() -> hub.emit(1))
                .then(() -> assertThat(quick).succeedsWithin(PATIENCE))
                .thenRequest(Long.MAX_VALUE)
                .thenConsumeWhile(event -> true)
                .expectErrorSatisfies(e -> assertThat(Exceptions.isOverflow(e)).isTrue())
                .verify(PATIENCE);
        assertThat(quick.join()).isEqualTo(count);
    }

    /** Thousands of sessions in one process have somebody who listens, and nothing to tell. */
    @Test
    void whoListensToAQuietHubCostsLittle() {
        subscribed(200); // classes and workers are no subscriber's
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
        subscribed(200);
        long each = (threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before) / 200;
        assertThat(each).isLessThan(4096);
    }

    private void subscribed(int times) {
        Flux<Integer> quiet = hub().events();
        List<Disposable> all = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            all.add(quiet.subscribe());
        }
        all.forEach(Disposable::dispose);
    }
}
