package io.decart4j.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

class EventThreadsTest {

    private static final int MORE_THAN_THERE_ARE = 300;

    @Test
    void whatComesWhenAllAreBlockedRunsWhenOneIsFree() throws InterruptedException {
        Scheduler threads = EventThreads.scheduler();
        CountDownLatch wake = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(MORE_THAN_THERE_ARE);
        for (int i = 0; i < MORE_THAN_THERE_ARE; i++) {
            threads.schedule(() -> {
                awaited(wake);
                done.countDown();
            });
        }
        assertThat(done.getCount()).isEqualTo(MORE_THAN_THERE_ARE);
        wake.countDown();
        assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void anIdleThreadIsTakenBeforeAnotherIsMade() throws InterruptedException {
        for (int i = 0; i < 1000; i++) {
            CountDownLatch done = new CountDownLatch(1);
            EventThreads.scheduler().schedule(done::countDown);
            assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
        }
        long made = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("decart4j-events-"))
                .count();
        assertThat(made).isLessThan(1000);
    }

    /** A task now and then needs one thread: the others, of a moment when many were needed, end. */
    @Test
    void threadsThatAreNotNeededEndThoughThereIsAlwaysSomethingToDo() throws InterruptedException {
        ThreadPoolExecutor pool = EventThreads.pool(64, Duration.ofMillis(200));
        try {
            CountDownLatch wake = new CountDownLatch(1);
            for (int i = 0; i < 40; i++) {
                pool.execute(() -> awaited(wake));
            }
            assertThat(pool.getPoolSize()).isEqualTo(40);
            wake.countDown();

            // Where one may block: the pool is asked under its lock.
            Flux.interval(Duration.ofMillis(5), Schedulers.boundedElastic())
                    .onBackpressureDrop()
                    .doOnNext(tick -> pool.execute(() -> {}))
                    .takeUntil(tick -> pool.getPoolSize() <= 3)
                    .blockLast(Duration.ofSeconds(20));
        } finally {
            pool.shutdownNow();
        }
    }

    /** Handed over and queued, from many sides at once, with threads that end all the time. */
    @Test
    void noTaskIsLostAndNoneRunsTwice() throws InterruptedException {
        ThreadPoolExecutor pool = EventThreads.pool(3, Duration.ofMillis(1));
        try {
            int tasks = 20_000;
            AtomicInteger run = new AtomicInteger();
            CountDownLatch done = new CountDownLatch(4 * tasks);
            for (int side = 0; side < 4; side++) {
                new Thread(() -> {
                            for (int i = 0; i < tasks; i++) {
                                if (i % 500 == 0) {
                                    LockSupport.parkNanos(2_000_000);
                                }
                                pool.execute(() -> {
                                    run.incrementAndGet();
                                    done.countDown();
                                });
                            }
                        })
                        .start();
            }
            assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(run).hasValue(4 * tasks);
        } finally {
            pool.shutdownNow();
        }
    }

    private static void awaited(CountDownLatch wake) {
        try {
            wake.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
