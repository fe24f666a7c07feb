package io.decart4j.livekit;

import io.decart4j.webrtc.PeerConnection;
import io.decart4j.webrtc.PeerOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The peer connections of a stay, owned from the moment at which they are asked for: whoever stops waiting for one leaves it
 * here, and closing waits for those that are still opening.
 */
final class Transports {

    private final Function<PeerOptions, Mono<PeerConnection>> opener;
    private final List<Mono<PeerConnection>> openings = new ArrayList<>();
    private boolean closed;

    Transports(Function<PeerOptions, Mono<PeerConnection>> opener) {
        this.opener = opener;
    }

    /** Cancelling stops the wait, not the opening. {@link LiveKitException.Closed} after {@link #close()}. */
    Mono<PeerConnection> open(PeerOptions options) {
        return Mono.defer(() -> {
            Mono<PeerConnection> opening = opener.apply(options).cache();
            synchronized (this) {
                if (closed) {
                    return Mono.error(new LiveKitException.Closed());
                }
                openings.add(opening);
            }
            return opening;
        });
    }

    /** Completes when nothing is open any more. At every call, without error. */
    Mono<Void> close() {
        return Flux.defer(() -> {
                    synchronized (this) {
                        closed = true;
                        return Flux.fromIterable(List.copyOf(openings));
                    }
                })
                .flatMap(opening -> opening.flatMap(PeerConnection::close).onErrorComplete())
                .then();
    }
}
