package io.decart4j.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** That BlockHound, under which these tests run, breaks no timer: the allowances of test-support hold. */
class TimersUnderBlockHoundTest {

    private static final int PATIENCE_SECONDS = 10;

    @Test
    void aTimerIsTakenBackOnAThreadThatMustNotBlockAlsoWhileItsQueueIsInUse() throws Exception {
        ScheduledThreadPoolExecutor timers = new ScheduledThreadPoolExecutor(1);
        CountDownLatch end = new CountDownLatch(1);
        HoldingCollection holder = new HoldingCollection();
        try {
            timers.execute(() -> await(end));
            Runnable due = (Runnable) timers.schedule(() -> {}, 0, TimeUnit.MILLISECONDS);
            Runnable later = (Runnable) timers.schedule(() -> {}, 1, TimeUnit.HOURS);
            assertThat(timers.getQueue()).contains(due, later);
            Thread user = new Thread(() -> timers.getQueue().drainTo(holder));
            user.start();
            await(holder.holds);
            CompletableFuture<Thread> takes = new CompletableFuture<>();

            CompletableFuture<Boolean> taken = Mono.fromCallable(() -> {
                        takes.complete(Thread.currentThread());
                        return timers.getQueue().remove(later);
                    })
                    .subscribeOn(Schedulers.parallel())
                    .toFuture();
            Thread taker = takes.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            while (taker.getState() != Thread.State.WAITING && !taken.isDone()) {
                Thread.onSpinWait();
            }
            holder.letsGo.countDown();

            assertThat(taken.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        } finally {
            holder.letsGo.countDown();
            end.countDown();
            timers.shutdownNow();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whoever drains a queue into it keeps the queue's lock for as long as this likes. */
    private static final class HoldingCollection extends ArrayList<Runnable> {

        private static final long serialVersionUID = 1;

        private final transient CountDownLatch holds = new CountDownLatch(1);
        private final transient CountDownLatch letsGo = new CountDownLatch(1);

        @Override
        public boolean add(@Nullable Runnable drained) {
            holds.countDown();
            await(letsGo);
            return true;
        }
    }
}
