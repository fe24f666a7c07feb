package io.decart4j.reactor.internal.media.direct;

import io.decart4j.error.DecartException;
import io.decart4j.error.MediaException;
import io.decart4j.flow.FirstFailure;
import io.decart4j.message.ServerMessage;
import io.decart4j.reactor.internal.control.ControlChannel;
import io.decart4j.reactor.internal.control.Phases;
import io.decart4j.reactor.internal.media.AttemptStart;
import io.decart4j.reactor.internal.media.FrameArrivals;
import io.decart4j.reactor.internal.media.MediaLink;
import io.decart4j.reactor.internal.media.OtherTransport;
import io.decart4j.stats.StatsReport;
import io.decart4j.webrtc.IceServer;
import io.decart4j.webrtc.NativeLibraryException;
import io.decart4j.webrtc.PeerConnection;
import io.decart4j.webrtc.PeerOptions;
import io.decart4j.webrtc.RuntimeDisposedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * Media over a peer connection that is negotiated with the server over the control channel. An {@code ice-restart} with a
 * TURN server replaces the peer connection by a new one that may use it.
 */
public final class DirectMediaLink implements MediaLink {

    /** Of one attempt; each is a native connection that is opened and closed. */
    private static final int MOST_RESTARTS = 512;

    private final ControlChannel channel;
    private final DirectMedia media;
    private final Sinks.Many<PeerOptions> restarts = Sinks.many().unicast().onBackpressureBuffer();
    private final AtomicInteger restarted = new AtomicInteger();
    private final FrameArrivals frames = new FrameArrivals();
    private volatile @Nullable DirectPeer current;

    public DirectMediaLink(ControlChannel channel, DirectMedia media) {
        this.channel = channel;
        this.media = media;
    }

    @Override
    public Flux<Up> run(AttemptStart start) {
        return start.agreed().thenMany(Flux.defer(() -> negotiated(start))).onErrorMap(DirectMediaLink::failure);
    }

    private Flux<Up> negotiated(AttemptStart start) {
        Duration limit = start.timeouts().connect();
        return restarts.asFlux()
                .map(options -> inTime(peer(options, start), limit))
                // The first one is part of the attempt, which has a limit.
                .startWith(peer(media.peerOptions(), start))
                .switchMap(peer -> peer);
    }

    private Flux<Up> peer(PeerOptions options, AttemptStart start) {
        return Flux.defer(() -> {
            start.phases().begin(Phases.HANDSHAKE);
            return Flux.usingWhen(
                    media.open(options),
                    opened -> connect(opened, start),
                    PeerConnection::close,
                    (opened, error) -> opened.close(),
                    PeerConnection::close);
        });
    }

    private static Flux<Up> inTime(Flux<Up> restarted, Duration limit) {
        return restarted.timeout(Mono.delay(limit), up -> Mono.never(), Phases.late("ice-restart", limit));
    }

    @Override
    public void accept(ServerMessage message) {
        if (message instanceof ServerMessage.IceRestart restart) {
            if (restart.turnConfig() != null && current != null) {
                restart(restart.turnConfig());
            }
            return;
        }
        if (message instanceof ServerMessage.LivekitRoomInfo) {
            throw OtherTransport.onlyRooms();
        }
        DirectPeer peer = current;
        if (peer != null) {
            peer.accept(message);
        }
    }

    @Override
    public FrameArrivals frames() {
        return frames;
    }

    @Override
    public Mono<Duration> roundTripTime() {
        DirectPeer peer = current;
        return peer == null ? Mono.empty() : peer.connection().roundTripTime();
    }

    @Override
    public Mono<StatsReport> stats() {
        DirectPeer peer = current;
        return peer == null ? Mono.empty() : peer.connection().stats();
    }

    @Override
    public Mono<Void> close() {
        return Mono.defer(() -> {
            DirectPeer peer = current;
            return peer == null ? Mono.empty() : peer.connection().close();
        });
    }

    private Flux<Up> connect(PeerConnection opened, AttemptStart start) {
        DirectPeer peer = new DirectPeer(channel, media, opened, start);
        current = peer;
        return FirstFailure.merge(
                media.frames(opened, frames).thenMany(Flux.<Up>never()),
                media.hear(opened).thenMany(Flux.<Up>never()),
                peer.run().doOnNext(up -> media.flow()));
    }

    private void restart(ServerMessage.TurnConfig turn) {
        if (restarted.incrementAndGet() > MOST_RESTARTS) {
            restarts.tryEmitError(
                    MediaException.negotiation("The server asks for another peer connection again and again", null));
        } else {
            restarts.tryEmitNext(withTurn(turn));
        }
    }

    /** Only for this peer connection, as in the client that knew this message. */
    private PeerOptions withTurn(ServerMessage.TurnConfig turn) {
        List<IceServer> servers = new ArrayList<>(media.peerOptions().iceServers());
        try {
            servers.add(new IceServer(turn.urls(), turn.username(), turn.credential()));
        } catch (IllegalArgumentException e) {
            throw MediaException.negotiation("ice-restart names no usable TURN server", e);
        }
        return new PeerOptions(servers, media.peerOptions().relayOnly());
    }

    /** What a failure of WebRTC is to a caller. */
    static Throwable failure(Throwable e) {
        if (e instanceof DecartException) {
            return e;
        }
        String message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        return e instanceof NativeLibraryException || e instanceof RuntimeDisposedException
                ? MediaException.unavailable(message, e)
                : MediaException.negotiation(message, e);
    }
}
