package io.decart4j.flow;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Where users' code is told of events: many threads, none of which belongs to anybody, so that a listener which blocks
 * one of them delays itself only. Reactor's own schedulers give a worker one thread for good, which it shares with others.
 */
public final class EventThreads {

    /** Listeners that may block at the same time. */
    private static final int THREADS = 256;

    private static final Scheduler SCHEDULER = Schedulers.fromExecutorService(pool());

    private EventThreads() {}

    /** Daemon threads named {@code decart4j-events-…}; where Reactor's timers are virtual, those. */
    public static Scheduler scheduler() {
        return MonotonicTime.isVirtual() ? Schedulers.parallel() : SCHEDULER;
    }

    /** Of few large steps a {@link ElasticPool} makes more, of many small ones this: it wakes up one thread for each, and no more. */
    private static ExecutorService pool() {
        AtomicInteger number = new AtomicInteger();
        return new ThreadPoolExecutor(
                0,
                THREADS,
                1,
                TimeUnit.MINUTES,
                new WaitingThreadsFirst(),
                task -> {
                    Thread thread = new Thread(task, "decart4j-events-" + number.getAndIncrement());
                    thread.setDaemon(true);
                    thread.setContextClassLoader(EventThreads.class.getClassLoader());
                    return thread;
                },
                // All are at work: the next that is free takes it.
                (task, all) -> all.getQueue().add(task));
    }

    /** Takes a task only for a thread that waits for one, so that the pool makes another thread otherwise. */
    private static final class WaitingThreadsFirst extends LinkedTransferQueue<Runnable> {

        private static final long serialVersionUID = 1L;

        @Override
        public boolean offer(Runnable task) {
            return tryTransfer(task);
        }

        /** Not by {@link #offer}: this one always takes it. */
        @Override
        public boolean add(Runnable task) {
            put(task);
            return true;
        }
    }
}
