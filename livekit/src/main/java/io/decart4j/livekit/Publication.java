package io.decart4j.livekit;

import io.decart4j.webrtc.PeerConnection;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** What this client wants to have published in the room, through as many connections as it takes. */
abstract class Publication {

    private final AtomicReference<@Nullable String> sid = new AtomicReference<>();
    private final Sinks.Empty<Void> published = Sinks.empty();
    private final Sinks.Many<String> sids = Sinks.many().replay().latest();
    private final Sinks.Empty<Void> over = Sinks.empty();

    abstract String name();

    /** What the server is asked for. */
    abstract SignalRequest.AddTrack request(String cid);

    /** Adds the track to a connection, from where on media go there. */
    abstract Mono<Void> attach(PeerConnection publisher, String cid);

    /** Takes the track away from the connection, which lives on. */
    abstract Mono<Void> detach(PeerConnection publisher);

    /** The server knows it and has answered the offer with it. */
    void published(String trackSid) {
        sid.set(trackSid);
        published.tryEmitEmpty();
        sids.tryEmitNext(trackSid);
    }

    /** It will not be published any more. */
    void over(Throwable cause) {
        sid.set(null);
        published.tryEmitError(cause);
        over.tryEmitEmpty();
        sids.tryEmitComplete();
    }

    Optional<String> sid() {
        return Optional.ofNullable(sid.get());
    }

    /** The server's id of each time that it is published: at first, and after each rejoin. Completes when it is over. */
    Flux<String> sids() {
        return sids.asFlux().distinctUntilChanged();
    }

    /** Completes with the first publication; fails when there is none any more. */
    Mono<Void> awaitPublished() {
        return published.asMono();
    }

    Mono<Void> awaitOver() {
        return over.asMono();
    }
}
