package io.decart4j.flow;

import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Where users' code is told of events: many threads, none of which belongs to anybody, so that a listener which blocks
 * one of them delays itself only. Reactor's own schedulers give a worker one thread for good, which it shares with others.
 */
public final class EventThreads {

    private static final Scheduler THREADS = Schedulers.fromExecutorService(ElasticPool.named("decart4j-events-"));

    private EventThreads() {}

    /** Daemon threads named {@code decart4j-events-…}; where Reactor's timers are virtual, those. */
    public static Scheduler scheduler() {
        return MonotonicTime.isVirtual() ? Schedulers.parallel() : THREADS;
    }
}
