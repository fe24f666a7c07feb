package io.decart4j.reactor.internal.media;

import java.util.concurrent.atomic.AtomicLong;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** How many remote frames have arrived on a connection. Thread-safe. */
public final class FrameArrivals {

    private final AtomicLong count = new AtomicLong();
    private final Sinks.Empty<Void> first = Sinks.empty();

    public void arrived() {
        if (count.getAndIncrement() == 0) {
            first.tryEmitEmpty();
        }
    }

    public long count() {
        return count.get();
    }

    /** Completes with the first one. */
    public Mono<Void> first() {
        return first.asMono();
    }
}
