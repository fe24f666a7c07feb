package io.decart4j.reactor;

import io.decart4j.event.ConnectionState;
import io.decart4j.event.SessionEvent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import reactor.core.Exceptions;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

/**
 * Events for any number of subscribers, in order. What happens before the first subscriber comes is kept for it, up to a
 * bound; who comes later is first told the current state. Each subscriber has a bounded buffer and a worker of its own:
 * one that does not keep up gets an overflow error, and nobody else notices.
 */
final class EventHub {

    /** Events kept before the first subscriber, and for each slow one. */
    static final int BUFFER = 1024;

    private final Object lock = new Object();
    private final List<Sinks.Many<SessionEvent>> subscribers = new ArrayList<>();
    private @Nullable Deque<SessionEvent> early = new ArrayDeque<>();
    private @Nullable SessionEvent last;
    private Consumer<SessionEvent> first = event -> {};
    private ConnectionState state = ConnectionState.DISCONNECTED;

    /** Somebody who is told of each event before all others, in the middle of it, and is no subscriber. */
    void tellFirst(Consumer<SessionEvent> somebody) {
        synchronized (lock) {
            first = somebody;
        }
    }

    /** Tells everyone. Never blocks, never runs the subscribers. */
    void emit(SessionEvent event) {
        synchronized (lock) {
            if (last != null) {
                return;
            }
            if (event instanceof SessionEvent.ConnectionChange change) {
                state = change.state();
            }
            if (event instanceof SessionEvent.Ended) {
                last = event;
            }
            first.accept(event);
            keep(event);
            // A copy: a subscriber that completes or overflows leaves the list meanwhile.
            List.copyOf(subscribers).forEach(subscriber -> offer(subscriber, event));
        }
    }

    Flux<SessionEvent> events() {
        return Flux.defer(() -> {
                    Sinks.Many<SessionEvent> subscriber =
                            Sinks.many().unicast().onBackpressureBuffer(new BoundedQueue<>(2 * BUFFER));
                    synchronized (lock) {
                        if (begin(subscriber)) {
                            subscribers.add(subscriber);
                        }
                    }
                    return subscriber.asFlux().doFinally(end -> remove(subscriber));
                })
                .publishOn(Schedulers.parallel());
    }

    private boolean begin(Sinks.Many<SessionEvent> subscriber) {
        Deque<SessionEvent> kept = early;
        early = null;
        if (kept != null) {
            kept.forEach(event -> offer(subscriber, event));
        } else {
            offer(subscriber, new SessionEvent.ConnectionChange(state));
            if (last != null) {
                offer(subscriber, last);
            }
        }
        return last == null;
    }

    /** Before the first subscriber the oldest give way, but never to ticks alone: those replace one another. */
    private void keep(SessionEvent event) {
        if (early == null) {
            return;
        }
        if (event instanceof SessionEvent.GenerationTick && early.peekLast() instanceof SessionEvent.GenerationTick) {
            early.removeLast();
        } else if (early.size() == BUFFER) {
            early.removeFirst();
        }
        early.addLast(event);
    }

    private static void offer(Sinks.Many<SessionEvent> subscriber, SessionEvent event) {
        Sinks.EmitResult result = subscriber.tryEmitNext(event);
        if (result == Sinks.EmitResult.FAIL_OVERFLOW) {
            subscriber.tryEmitError(Exceptions.failWithOverflow("more than " + BUFFER + " events behind"));
        } else if (event instanceof SessionEvent.Ended) {
            subscriber.tryEmitComplete();
        }
    }

    private void remove(Sinks.Many<SessionEvent> subscriber) {
        synchronized (lock) {
            subscribers.remove(subscriber);
        }
    }
}
