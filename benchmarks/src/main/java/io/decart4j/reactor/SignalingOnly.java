package io.decart4j.reactor;

import io.decart4j.message.ServerMessage;
import java.time.Duration;
import java.util.Optional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** In the place of the media: agrees on the initial state as the real links do, and counts as up from then on. */
public final class SignalingOnly implements MediaLink {

    private SignalingOnly() {}

    /** The client that this would build, but its sessions have no media. */
    public static DecartClient client(DecartClient.Builder builder) {
        return builder.links(real -> channel -> new SignalingOnly()).build();
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
