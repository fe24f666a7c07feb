package io.decart4j.reactor.internal.media;

import io.decart4j.message.ServerMessage;
import java.time.Duration;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * In the place of the media, where a client was built without: agrees on the initial state as the direct link does, counts as up from
 * then on, and never brings anything.
 */
public final class NoMedia implements MediaLink {

    @Override
    public Flux<Up> run(AttemptStart start) {
        return start.agreed().thenMany(Flux.concat(Mono.just(Up.UP), Flux.never()));
    }

    @Override
    public void accept(ServerMessage message) {}

    @Override
    public FrameArrivals frames() {
        return new FrameArrivals();
    }

    @Override
    public Mono<Duration> roundTripTime() {
        return Mono.empty();
    }

    @Override
    public Mono<Void> close() {
        return Mono.empty();
    }
}
