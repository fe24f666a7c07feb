package io.decart4j.reactor.internal.session;

import io.decart4j.flow.EventThreads;
import io.decart4j.reactor.SessionInstrumentation;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.util.concurrent.Queues;

/**
 * The calls to the instrumentations of one session, one at a time and in order, on daemon threads that they may block. Their
 * faults end here.
 */
final class InstrumentationCalls implements Runnable {

    private static final Logger log = LoggerFactory.getLogger(SessionInstrumentation.class);

    /** Calls that wait for the one before: more than a session has events in a minute. */
    private static final int WAITING = 4096;

    private final Queue<Runnable> waiting =
            Queues.<Runnable>unboundedMultiproducer().get();
    private final AtomicInteger left = new AtomicInteger();
    private volatile boolean faulty;
    private volatile boolean late;

    /** Unless too many wait. */
    void add(Runnable call) {
        if (left.get() < WAITING) {
            addAlways(call);
        } else if (!late) {
            late = true;
            log.warn("The instrumentation of a session is {} calls behind and misses some", WAITING);
        }
    }

    /** Also when too many wait: without the last one a session would seem to be open for ever. */
    void addAlways(Runnable call) {
        waiting.add(call);
        if (left.getAndIncrement() == 0) {
            EventThreads.scheduler().schedule(this);
        }
    }

    @Override
    public void run() {
        do {
            Runnable call = waiting.poll();
            if (call != null) {
                guarded(call);
            }
        } while (left.decrementAndGet() != 0);
    }

    private void guarded(Runnable call) {
        try {
            call.run();
        } catch (Throwable e) {
            if (!faulty) {
                faulty = true;
                log.warn("The instrumentation of a session failed", e);
            }
        }
    }
}
