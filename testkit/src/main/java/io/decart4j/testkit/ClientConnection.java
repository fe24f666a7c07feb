package io.decart4j.testkit;

import io.decart4j.error.SignalingException;
import io.decart4j.message.ClientMessage;
import io.decart4j.message.ServerMessage;
import io.decart4j.message.SignalingCodec;
import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** One client's connection from its admission to its release, whatever the client's role is. */
final class ClientConnection {

    private static final Logger LOG = LoggerFactory.getLogger(ClientConnection.class);

    private record Read(ClientMessage message, int bytes) {}

    private final ConnectionContext context;
    private final Role role;
    private final Negotiation negotiation;
    private final RoomPath room;
    private final boolean greetsByShape;
    private final SessionLog log = new SessionLog();
    private final LogRedaction elision;
    private final Sinks.Empty<Void> closed = Sinks.empty();
    private final boolean complains;
    private final Backlog backlog = new Backlog();
    private boolean greeted;
    private boolean released;

    ClientConnection(ConnectionContext context, Role role, ServerParts parts) {
        this.context = context;
        this.role = role;
        this.elision = parts.elision();
        this.complains = parts.answerUnknownMessages();
        this.negotiation = new Negotiation(context, role, parts.runtime(), MediaPath.through(parts.relay()));
        this.room = new RoomPath(context, role, parts, this::roomFailed);
        this.greetsByShape = parts.livekit() != null;
    }

    String id() {
        return context.id();
    }

    ControlSocket socket() {
        return context.socket();
    }

    LastingFaults script() {
        return context.script();
    }

    /** The room of its media, while there is one. */
    Optional<String> room() {
        return room.name();
    }

    /** The media end while the socket lives. */
    void killPeer() {
        negotiation.killPeer();
        room.end();
    }

    /** The media end first. */
    void endBehindMedia(String reason, Duration delay) {
        killPeer();
        context.loop().schedule(() -> end(reason, 1000, reason), delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    void repeatAnswer() {
        negotiation.repeatAnswer();
        room.repeatInfo();
    }

    SessionLog log() {
        return log;
    }

    /** Completes when the connection has ended and everything it held is released. */
    Mono<Void> closed() {
        return closed.asMono();
    }

    Faults faults() {
        return new Faults(() -> List.of(this), () -> List.of(script()), null);
    }

    void greet() {
        greeted = true;
        role.greet();
    }

    /** Ends the connection from the server's side: first why, then the close. */
    void end(String reason, int code, String closeReason) {
        socket().execute(() -> {
            role.ending(reason);
            socket().close(code, closeReason);
        });
    }

    /** Serves the client until it goes. Event loop only. */
    Mono<Void> run(Flux<WebSocketFrame> frames, Mono<Void> admission) {
        Mono.when(negotiation.run(), room.run())
                .subscribe(null, failure -> LOG.warn("{}", id(), failure), closed::tryEmitEmpty);
        Mono<Void> admitted = admission
                .then(Mono.fromRunnable(() -> {
                    greeted = context.breakage().at(HandshakePhase.OPEN);
                    // Where there are rooms, what the client says first tells which of the two greetings it knows.
                    if (!greeted && !greetsByShape) {
                        greet();
                    }
                }))
                .then()
                .cache();
        // Unbounded, with the bound behind it: with a bounded queue Reactor Netty would stop answering pings.
        Mono<Void> heard = frames.mapNotNull(this::read)
                .concatMap(
                        read -> admitted.then(Mono.defer(() -> hear(read.message())))
                                .doFinally(end -> backlog.done(read.bytes())),
                        Integer.MAX_VALUE)
                .then();
        return Mono.firstWithSignal(heard, Mono.when(admitted, role.work()).then(Mono.never()));
    }

    /** Gives everything back. Event loop only; only the first call counts. */
    void release() {
        if (!released) {
            released = true;
            role.gone();
            log.complete();
            if (context.script().mediaOutlivesSocket) {
                Mono.when(negotiation.peerLost(), room.userLost()).subscribe(lost -> {}, failure -> {}, this::endMedia);
            } else {
                endMedia();
            }
        }
    }

    /** Ends the faults that the connection itself is in. Event loop only. */
    void recover() {
        socket().endSilence();
        if (released) {
            endMedia();
        }
    }

    private void endMedia() {
        negotiation.end();
        room.end();
    }

    private void roomFailed(String why) {
        if (!released) {
            socket().send(new ServerMessage.ErrorMessage(why));
            end("error", 1011, why);
        }
    }

    private Mono<Void> hear(ClientMessage message) {
        if (message instanceof ClientMessage.LivekitJoin) {
            return join(message);
        }
        if (!greeted) {
            greet();
        }
        if (message instanceof ClientMessage.Offer offer) {
            negotiation.offer(offer);
        } else if (message instanceof ClientMessage.IceCandidate ice) {
            negotiation.candidate(ice.candidate());
        } else {
            if (message instanceof ClientMessage.Unknown unknown) {
                complain("Unknown message type: " + unknown.type());
            }
            return role.hear(message);
        }
        return Mono.empty();
    }

    /** The room comes first, and what the join says of the initial state is heard as if it came after. */
    private Mono<Void> join(ClientMessage join) {
        greeted = true;
        Mono<Void> named = room.join();
        Mono<Void> heard = Mono.defer(() -> role.hear(join));
        return context.script().acksBeforeRoomInfo ? heard : named.then(heard);
    }

    /** The message in a frame, or nothing when there is none: a connection survives whatever it is sent. */
    private @Nullable Read read(WebSocketFrame frame) {
        byte[] bytes = ByteBufUtil.getBytes(frame.content());
        boolean text = frame instanceof TextWebSocketFrame;
        Optional<ClientMessage> message = text ? read(bytes) : Optional.empty();
        log.add(elision.received(text, message, bytes));
        if (message.isEmpty()) {
            complain("Malformed message");
            return null;
        }
        if (!backlog.add(bytes.length)) {
            socket().reset();
        }
        return new Read(message.get(), bytes.length);
    }

    private void complain(String what) {
        if (complains) {
            socket().send(new ServerMessage.ErrorMessage(what));
        }
    }

    private static Optional<ClientMessage> read(byte[] frame) {
        try {
            return Optional.of(SignalingCodec.readClientMessage(frame));
        } catch (SignalingException e) {
            return Optional.empty();
        }
    }
}
