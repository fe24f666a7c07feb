package io.decart4j.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import reactor.core.Disposable;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Hooks;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

/** Whoever cancels behind a hop to another thread loses no value and leaves no error. */
class FinishingSchedulerTest {

    private static final int SUBSCRIPTIONS = 20_000; // of which about thirty went wrong on Schedulers.parallel() itself

    private final List<Throwable> dropped = new CopyOnWriteArrayList<>();

    @BeforeEach
    void listen() {
        Hooks.onErrorDropped(dropped::add);
    }

    @AfterEach
    void unlisten() {
        Hooks.resetOnErrorDropped();
    }

    @Test
    void cancellingWhileItIsRequestedLeavesNoError() throws Exception {
        Sinks.Many<Integer> source = Sinks.many().replay().latest();
        source.tryEmitNext(1).orThrow();
        ExecutorService other = Executors.newSingleThreadExecutor();
        try {
            for (int i = 0; i < SUBSCRIPTIONS; i++) {
                Requesting subscriber = new Requesting();
                Future<?> cancelled = other.submit(subscriber::cancelWhenThere);
                source.asFlux().publishOn(FinishingScheduler.parallel()).subscribe(subscriber);
                cancelled.get();
            }
        } finally {
            other.shutdown();
        }

        assertThat(dropped).isEmpty();
    }

    @Test
    void whatWaitedWhenItWasCancelledIsDiscarded() throws InterruptedException {
        List<Integer> discarded = new CopyOnWriteArrayList<>();
        CountDownLatch all = new CountDownLatch(3);
        CountDownLatch busy = new CountDownLatch(1);
        // Of Reactor's own one may not be blocked.
        Scheduler one = Schedulers.fromExecutorService(Executors.newSingleThreadExecutor());
        try {
            one.schedule(() -> awaitQuietly(busy));
            Sinks.Many<Integer> source = Sinks.many().multicast().directBestEffort();
            Disposable reading = source.asFlux()
                    .publishOn(FinishingScheduler.of(one))
                    .doOnDiscard(Integer.class, value -> {
                        discarded.add(value);
                        all.countDown();
                    })
                    .subscribe();
            for (int i = 0; i < 3; i++) {
                source.tryEmitNext(i).orThrow();
            }

            reading.dispose();
            busy.countDown();

            assertThat(all.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(discarded).containsExactly(0, 1, 2);
        } finally {
            one.dispose();
        }
    }

    @Test
    void valuesComeInOrderOnTheThreadsOfTheScheduler() {
        StepVerifier.create(Flux.range(0, 1000)
                        .publishOn(FinishingScheduler.boundedElastic())
                        .doOnNext(value ->
                                assertThat(Thread.currentThread().getName()).startsWith("boundedElastic-"))
                        .index()
                        .filter(value -> value.getT1() != (long) value.getT2()))
                .verifyComplete();
        assertThat(dropped).isEmpty();
    }

    @Test
    void workersAreGivenBack() {
        // One thread with one task in its queue: a worker that is kept would refuse the next ones.
        Scheduler one = Schedulers.newBoundedElastic(1, 1, "given-back");
        try {
            for (int i = 0; i < 100; i++) {
                StepVerifier.create(Mono.just(i).hide().flux().publishOn(FinishingScheduler.of(one)))
                        .expectNext(i)
                        .verifyComplete();
            }
        } finally {
            one.dispose();
        }
    }

    @Test
    void aSchedulerThatIsShutDownRefuses() {
        Scheduler one = Schedulers.newSingle("one");
        Scheduler.Worker worker = FinishingScheduler.of(one).createWorker();
        one.dispose();

        assertThatThrownBy(() -> worker.schedule(() -> {})).isInstanceOf(RejectedExecutionException.class);
        worker.dispose();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Requests as soon as it is subscribed, which is when the other thread cancels. */
    private static final class Requesting extends BaseSubscriber<Integer> {
        private final AtomicReference<@Nullable Subscription> given = new AtomicReference<>();

        @Override
        protected void hookOnSubscribe(Subscription subscription) {
            given.set(subscription);
            subscription.request(1);
        }

        void cancelWhenThere() {
            Subscription subscription = given.get();
            while (subscription == null) {
                Thread.onSpinWait();
                subscription = given.get();
            }
            subscription.cancel();
        }
    }
}
