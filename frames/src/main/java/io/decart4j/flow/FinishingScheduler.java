package io.decart4j.flow;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * For {@code publishOn}: its workers run what they have taken, also when they are disposed of before its turn. Reactor's own
 * drop it, and {@code publishOn} leaves to the dropped run what waits in its queue: values are lost without a word to the
 * discard hook. A task that meets the disposal ends there as an error that nobody takes. Nothing is interrupted either. Read in
 * reactor-core 3.8.8 and shown by {@code findings/reactor-publish-on-loses-its-queue.sh}.
 */
public final class FinishingScheduler implements Scheduler {

    private final Scheduler scheduler;

    private FinishingScheduler(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    /** On the threads of {@code scheduler}. */
    public static Scheduler of(Scheduler scheduler) {
        return new FinishingScheduler(scheduler);
    }

    /** On the threads of {@code Schedulers.parallel()}. */
    public static Scheduler parallel() {
        return of(Schedulers.parallel());
    }

    /** On the threads of {@code Schedulers.boundedElastic()}. */
    public static Scheduler boundedElastic() {
        return of(Schedulers.boundedElastic());
    }

    @Override
    public Disposable schedule(Runnable task) {
        return scheduler.schedule(task);
    }

    @Override
    public Worker createWorker() {
        return new FinishingWorker(scheduler.createWorker());
    }

    private static final class FinishingWorker implements Worker {
        private static final int OPEN = 1;

        private final Worker worker;
        private final AtomicInteger holders = new AtomicInteger(OPEN); // who may still dispose of it, and each task
        private final AtomicBoolean disposed = new AtomicBoolean();

        FinishingWorker(Worker worker) {
            this.worker = worker;
        }

        @Override
        public Disposable schedule(Runnable task) {
            if (holders.getAndUpdate(count -> count == 0 ? 0 : count + 1) == 0) {
                task.run(); // of a subscriber that is cancelled or has ended: it only clears its queue
                return Disposables.disposed();
            }
            try {
                return worker.schedule(() -> {
                    try {
                        task.run();
                    } finally {
                        release();
                    }
                });
            } catch (RejectedExecutionException e) {
                release();
                throw e;
            }
        }

        private void release() {
            if (holders.decrementAndGet() == 0) {
                worker.dispose();
            }
        }

        @Override
        public void dispose() {
            if (disposed.compareAndSet(false, true)) {
                release();
            }
        }

        @Override
        public boolean isDisposed() {
            return disposed.get();
        }
    }
}
