package io.decart4j.reactor;

import io.decart4j.message.ServerMessage;
import java.time.Duration;
import java.util.Optional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A link without media: the initial state is told, and then it is up. */
final class NoMedia implements MediaLink {

    @Override
    public Flux<Up> run(Opening opening) {
        return opening.agreed().thenMany(Flux.concat(Mono.just(Up.UP), Flux.never()));
    }

    @Override
    public void accept(ServerMessage message) {}

    @Override
    public long framesReceived() {
        return 0;
    }

    @Override
    public Mono<Optional<Duration>> roundTripTime() {
        return Mono.just(Optional.empty());
    }

    @Override
    public Mono<Void> close() {
        return Mono.empty();
    }
}
