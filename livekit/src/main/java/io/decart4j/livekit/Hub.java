package io.decart4j.livekit;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import reactor.core.Exceptions;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;
import reactor.util.concurrent.Queues;

/**
 * One stream for any number of subscribers, in order. Each has a bounded buffer and a worker of its own: one that does not
 * keep up gets an overflow error, and nobody else notices.
 */
final class Hub<T> {

    private static final int BUFFER = 1024;

    private final List<Sinks.Many<T>> subscribers = new ArrayList<>();
    private boolean complete;

    /** Never blocks, never runs the subscribers. */
    synchronized void emit(T value) {
        // A copy: a subscriber that overflows leaves the list meanwhile.
        List.copyOf(subscribers).forEach(subscriber -> offer(subscriber, value));
    }

    synchronized void complete() {
        complete = true;
        List.copyOf(subscribers).forEach(Sinks.Many::tryEmitComplete);
    }

    /** @param first what a new subscriber is told first; asked for while nothing else is emitted */
    Flux<T> flux(Supplier<List<T>> first) {
        return Flux.defer(() -> {
                    Sinks.Many<T> subscriber = Sinks.many()
                            .unicast()
                            .onBackpressureBuffer(Queues.<T>get(BUFFER).get());
                    synchronized (this) {
                        first.get().forEach(value -> offer(subscriber, value));
                        if (complete) {
                            subscriber.tryEmitComplete();
                        } else {
                            subscribers.add(subscriber);
                        }
                    }
                    return subscriber.asFlux().doFinally(end -> remove(subscriber));
                })
                .publishOn(Schedulers.parallel());
    }

    private synchronized void remove(Sinks.Many<T> subscriber) {
        subscribers.remove(subscriber);
    }

    private static <T> void offer(Sinks.Many<T> subscriber, T value) {
        if (subscriber.tryEmitNext(value) == Sinks.EmitResult.FAIL_OVERFLOW) {
            subscriber.tryEmitError(Exceptions.failWithOverflow("more than " + BUFFER + " behind"));
        }
    }
}
