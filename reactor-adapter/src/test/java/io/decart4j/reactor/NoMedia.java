package io.decart4j.reactor;

import io.decart4j.message.ServerMessage;
import java.time.Duration;
import java.util.Optional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Media that are up as soon as the server agrees, and never bring anything: sockets are real, nothing native is loaded. */
final class NoMedia implements MediaLink {

    /** A client whose sessions have no media. */
    static DecartClient.Builder client(Studio studio) {
        return DecartClient.builder()
                .apiKey(studio.server.apiKey())
                .baseUrl(studio.server.httpUrl())
                .realtimeBaseUrl(studio.server.realtimeUrl())
                .links(real -> channel -> new NoMedia());
    }

    @Override
    public Flux<Up> run(Opening opening) {
        return opening.agreed().thenMany(Flux.concat(Mono.just(Up.UP), Flux.never()));
    }

    @Override
    public void accept(ServerMessage message) {}

    @Override
    public FrameArrivals frames() {
        return new FrameArrivals();
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
