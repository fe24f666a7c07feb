package io.decart4j.chaos;

import io.decart4j.event.SessionEvent;
import io.decart4j.reactor.MediaCounters;
import io.decart4j.reactor.SessionInstrumentation;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import reactor.util.context.ContextView;

/** An application's instrumentation that is slow for a while, or throws; each session that it begins must end for it too. */
final class UnreliableInstrumentation implements SessionInstrumentation {

    private static final long SLOW_MILLIS = 100;

    private final AtomicInteger open = new AtomicInteger();
    private volatile long slowUntil = System.nanoTime();
    private volatile long throwsUntil = System.nanoTime();

    void slowFor(Duration time) {
        slowUntil = System.nanoTime() + time.toNanos();
    }

    void throwsFor(Duration time) {
        throwsUntil = System.nanoTime() + time.toNanos();
    }

    /** Sessions that have begun and not ended for it. */
    int open() {
        return open.get();
    }

    @Override
    public Watch begin(String model, Supplier<MediaCounters> counters, ContextView context) {
        misbehave();
        open.incrementAndGet();
        return new Watch() {
            @Override
            public void event(SessionEvent event) {
                if (event instanceof SessionEvent.Ended) {
                    open.decrementAndGet();
                }
                misbehave();
            }

            @Override
            public void command(String kind, String outcome, Duration took) {
                misbehave();
            }
        };
    }

    private void misbehave() {
        long now = System.nanoTime();
        if (slowUntil - now > 0) {
            Blocking.sleep(SLOW_MILLIS);
        }
        if (throwsUntil - now > 0) {
            throw new NoClassDefFoundError("a class of the instrumentation's");
        }
    }
}
