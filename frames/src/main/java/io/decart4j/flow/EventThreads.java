package io.decart4j.flow;

import java.time.Duration;
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

    private static final Scheduler SCHEDULER = Schedulers.fromExecutorService(pool(THREADS, Duration.ofMinutes(1)));

    private EventThreads() {}

    /** Daemon threads named {@code decart4j-events-…}; where Reactor's timers are virtual, those. */
    public static Scheduler scheduler() {
        return MonotonicTime.isVirtual() ? Schedulers.parallel() : SCHEDULER;
    }

    /** Of few large steps a {@link ElasticPool} makes more, of many small ones this: it wakes up one thread for each, and no more. */
    static ThreadPoolExecutor pool(int threads, Duration idle) {
        AtomicInteger number = new AtomicInteger();
        return new ThreadPoolExecutor(
                0,
                threads,
                idle.toMillis(),
                TimeUnit.MILLISECONDS,
                new IdleThreads(),
                task -> {
                    Thread thread = new Thread(task, "decart4j-events-" + number.getAndIncrement());
                    thread.setDaemon(true);
                    thread.setContextClassLoader(EventThreads.class.getClassLoader());
                    return thread;
                },
                // All are at work: the next that is free takes it, or a new one where all have ended at this moment.
                (task, all) -> {
                    all.getQueue().add(task);
                    if (all.getPoolSize() == 0) {
                        all.execute(() -> {});
                    }
                });
    }
}
