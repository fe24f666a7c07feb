package io.decart4j.flow;

import java.time.Duration;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.TimeUnit;

/** Daemon threads for users' code, which may block them: there are as many as are at work, up to a bound. */
public final class ElasticPool {

    /** Calls that may block at the same time. */
    private static final int THREADS = 256;

    private ElasticPool() {}

    /** For the life of the JVM; its threads end after a minute without work. */
    public static ForkJoinPool named(String prefix) {
        return new ForkJoinPool(
                THREADS,
                pool -> {
                    ForkJoinWorkerThread thread = ForkJoinPool.defaultForkJoinWorkerThreadFactory.newThread(pool);
                    thread.setName(prefix + thread.getPoolIndex());
                    // The factory gives the system's loader, which does not know an application in a jar of jars.
                    thread.setContextClassLoader(ElasticPool.class.getClassLoader());
                    return thread;
                },
                null,
                true,
                0,
                THREADS,
                1,
                null,
                Duration.ofMinutes(1).toMillis(),
                TimeUnit.MILLISECONDS);
    }
}
