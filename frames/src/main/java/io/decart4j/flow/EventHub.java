package io.decart4j.flow;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.Exceptions;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/**
 * Events for any number of subscribers, in order. What happens before the first subscriber comes is kept for it, up to a
 * bound; who comes later is first told how things stand. Each subscriber has a bounded buffer and may block the thread it is
 * told on: one that does not keep up gets an overflow error, and nobody else notices. Thread-safe.
 *
 * @param <E> the kind of event
 */
public final class EventHub<E> {

    /** Events kept before the first subscriber comes. */
    public static final int EARLY = 1024;

    /** Events that wait for a subscriber, beside those on their way to its thread; the first one may begin with all the early ones. */
    public static final int WAITING = 2 * EARLY;

    private final Object lock = new Object();
    private final List<Sinks.Many<E>> subscribers = new ArrayList<>();
    private final Summary<E> summary;
    private @Nullable Deque<E> early;
    private boolean complete;

    /**
     * What the events so far come to. Called by one thread at a time, under a lock.
     *
     * @param <E> the kind of event
     */
    public interface Summary<E> {

        /** Something has happened; whether it is the last event, after which nothing is told. */
        boolean isLast(E event);

        /** What a later subscriber is told first. */
        List<E> now();

        /** Whether the newer event makes the older one, which waits right before it for the first subscriber, idle. */
        default boolean replaces(E newer, E older) {
            return false;
        }
    }

    /** Without a subscriber; nothing has happened. */
    public EventHub(Summary<E> summary) {
        this(summary, new ArrayDeque<>());
    }

    private EventHub(Summary<E> summary, @Nullable Deque<E> early) {
        this.summary = summary;
        this.early = early;
    }

    /**
     * Of things that are there, rather than of what has happened: also the first subscriber is told how things stand.
     *
     * @param added is called with each under the lock, before the subscribers are told
     * @param now what is there, under the lock
     */
    public static <E> EventHub<E> of(Consumer<E> added, Supplier<List<E>> now) {
        return new EventHub<>(
                new Summary<>() {
                    @Override
                    public boolean isLast(E event) {
                        added.accept(event);
                        return false;
                    }

                    @Override
                    public List<E> now() {
                        return now.get();
                    }
                },
                null);
    }

    /** Changes how things stand, without an event and while nobody begins to listen. */
    public <T extends @Nullable Object> T change(Supplier<T> change) {
        synchronized (lock) {
            return change.get();
        }
    }

    /** Nothing follows: completes every subscriber, and later ones behind how things stand. */
    public void complete() {
        synchronized (lock) {
            complete = true;
            List.copyOf(subscribers).forEach(this::end);
        }
    }

    /** Tells everyone; nothing after the last event. Never blocks, never runs a subscriber. */
    public void emit(E event) {
        synchronized (lock) {
            if (complete) {
                return;
            }
            complete = summary.isLast(event);
            keep(event);
            // A copy: a subscriber that completes or overflows leaves the list meanwhile.
            for (Sinks.Many<E> subscriber : List.copyOf(subscribers)) {
                offer(subscriber, event);
                end(subscriber);
            }
        }
    }

    /** The events, on daemon threads named {@code decart4j-events-…}; completes behind the last one. */
    public Flux<E> events() {
        return Flux.defer(() -> {
            Sinks.Many<E> subscriber = Sinks.many().unicast().onBackpressureBuffer(new BoundedQueue<>(WAITING));
            synchronized (lock) {
                first().forEach(event -> offer(subscriber, event));
                if (!complete) {
                    subscribers.add(subscriber);
                }
                end(subscriber);
            }
            return subscriber
                    .asFlux()
                    .doFinally(end -> remove(subscriber))
                    .publishOn(FinishingScheduler.of(EventThreads.scheduler()));
        });
    }

    private Iterable<E> first() {
        Deque<E> kept = early;
        early = null;
        return kept == null ? summary.now() : kept;
    }

    private void keep(E event) {
        if (early == null) {
            return;
        }
        E before = early.peekLast();
        if (before != null && summary.replaces(event, before)) {
            early.removeLast();
        } else if (early.size() == EARLY) {
            early.removeFirst();
        }
        early.addLast(event);
    }

    private void offer(Sinks.Many<E> subscriber, E event) {
        if (subscriber.tryEmitNext(event) == Sinks.EmitResult.FAIL_OVERFLOW) {
            subscriber.tryEmitError(Exceptions.failWithOverflow("more than " + WAITING + " events behind"));
        }
    }

    private void end(Sinks.Many<E> subscriber) {
        if (complete) {
            subscriber.tryEmitComplete();
        }
    }

    private void remove(Sinks.Many<E> subscriber) {
        synchronized (lock) {
            subscribers.remove(subscriber);
        }
    }
}
