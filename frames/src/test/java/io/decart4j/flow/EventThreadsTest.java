package io.decart4j.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import reactor.core.scheduler.Scheduler;

class EventThreadsTest {

    private static final int MORE_THAN_THERE_ARE = 300;

    @Test
    void whatComesWhenAllAreBlockedRunsWhenOneIsFree() throws InterruptedException {
        Scheduler threads = EventThreads.scheduler();
        CountDownLatch wake = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(MORE_THAN_THERE_ARE);
        for (int i = 0; i < MORE_THAN_THERE_ARE; i++) {
            threads.schedule(() -> {
                try {
                    wake.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
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
}
