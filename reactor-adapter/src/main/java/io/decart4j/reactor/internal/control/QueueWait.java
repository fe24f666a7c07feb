package io.decart4j.reactor.internal.control;

import java.time.Duration;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Whether an attempt waits in the server's queue: the limits of connecting hold before and after that only. Thread-safe. */
public final class QueueWait {

    private final Sinks.Many<Boolean> waits = Sinks.many().replay().latestOrDefault(false);
    private final Sinks.Empty<Void> entered = Sinks.empty();
    private boolean placed;

    /** The server has no place yet. Means nothing once it had one. */
    public synchronized void entered() {
        if (!placed) {
            entered.tryEmitEmpty();
            waits.tryEmitNext(true);
        }
    }

    /** The server says something that it does not say to who waits. It may still do so again. */
    public synchronized void left() {
        waits.tryEmitNext(false);
    }

    /** The server has a place: it has accepted the initial state, or named a room. */
    public synchronized void placed() {
        placed = true;
        waits.tryEmitNext(false);
        waits.tryEmitComplete();
    }

    /** Emits when this has passed; begins anew after the queue. */
    public Flux<Long> outsideOf(Duration limit) {
        return waits.asFlux()
                .distinctUntilChanged()
                .switchMap(waiting -> waiting ? Mono.<Long>never() : Mono.delay(limit));
    }

    /** Emits when this has passed since the queue was entered and there is no place yet. */
    public Mono<Long> within(Duration limit) {
        Mono<Long> over = entered.asMono().then(Mono.delay(limit));
        return over.takeUntilOther(waits.asFlux().then()).switchIfEmpty(Mono.never());
    }
}
