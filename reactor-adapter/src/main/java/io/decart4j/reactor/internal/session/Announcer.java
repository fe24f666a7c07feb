package io.decart4j.reactor.internal.session;

import io.decart4j.event.SessionEvent;
import io.decart4j.flow.EventHub;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import reactor.util.concurrent.Queues;

/**
 * Tells what has become of a session, in the order in which it was decided and by one thread at a time. What is decided under
 * a lock is {@linkplain #later put down} there and {@linkplain #tell told} after it.
 */
public final class Announcer {

    private static final Logger log = SessionLog.of();

    private final Queue<Runnable> waiting =
            Queues.<Runnable>unboundedMultiproducer().get();
    private final AtomicInteger left = new AtomicInteger();
    private final EventHub<SessionEvent> events;
    private Consumer<SessionEvent> first = event -> {};

    public Announcer(EventHub<SessionEvent> events) {
        this.events = events;
    }

    /** Who is told of each event before the subscribers; set before there are any. */
    void tellsFirst(Consumer<SessionEvent> somebody) {
        first = somebody;
    }

    /** To be told when its turn comes. */
    void later(SessionEvent event) {
        later(() -> {
            first.accept(event);
            events.emit(event);
        });
    }

    /** To be done when its turn comes: neither blocks nor runs users' code. */
    void later(Runnable news) {
        waiting.add(news);
    }

    /** Tells this after what was put down before. */
    public void tell(SessionEvent event) {
        later(event);
        tell();
    }

    // Log appenders and the thread locals of a context are users' code, and a session goes on without them.
    private static void guarded(Runnable news) {
        try {
            news.run();
        } catch (Throwable e) {
            log.warn("Something about a session could not be told", e);
        }
    }

    /** Tells all that was put down, unless another thread does. Never under a lock. */
    public void tell() {
        int missed = left.getAndIncrement() == 0 ? 1 : 0;
        while (missed != 0) {
            for (Runnable news = waiting.poll(); news != null; news = waiting.poll()) {
                guarded(news);
            }
            missed = left.addAndGet(-missed);
        }
    }
}
