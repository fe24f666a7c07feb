package io.decart4j.testkit;

import io.decart4j.message.ServerMessage;
import io.decart4j.message.SignalingCodec;
import io.netty.channel.Channel;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import reactor.netty.Connection;
import reactor.netty.http.websocket.WebsocketInbound;
import reactor.netty.http.websocket.WebsocketOutbound;

/** Takes in control WebSockets: refuses them in words, lets them queue, or makes sessions of them. */
final class Lobby {

    private static final Logger LOG = LoggerFactory.getLogger(Lobby.class);

    private final Admission admission;
    private final Sessions sessions;
    private final ServerParts parts;
    private final int queueLength;
    private final Duration queueInterval;

    Lobby(Admission admission, Sessions sessions, ServerParts parts, int queueLength, Duration queueInterval) {
        this.admission = admission;
        this.sessions = sessions;
        this.parts = parts;
        this.queueLength = queueLength;
        this.queueInterval = queueInterval;
    }

    Mono<Void> stream(Query query, @Nullable String origin, WebsocketInbound in, WebsocketOutbound out) {
        ControlSocket socket = new ControlSocket(channel(in));
        Admission.Decision decision = admission.decide(query, origin);
        if (decision.refused() != null) {
            return refuse(decision.refused(), socket, in, out);
        }
        if (!sessions.take()) {
            return refuse(
                    new Admission.Refused("Concurrent session limit reached.", 1013, "Session Limit Reached"),
                    socket,
                    in,
                    out);
        }
        return admit(query.required("model"), decision.grant(), socket, in, out);
    }

    /** Viewers are not served yet. */
    Mono<Void> subscribe(Query query, WebsocketInbound in, WebsocketOutbound out) {
        String error = admission.isKnown(query.get("api_key")) ? "Subscribing is not available" : "Invalid API key";
        return refuse(new Admission.Refused(error, 1008, error), new ControlSocket(channel(in)), in, out);
    }

    private Mono<Void> admit(
            String model, Grant grant, ControlSocket socket, WebsocketInbound in, WebsocketOutbound out) {
        Scheduler loop = Schedulers.fromExecutorService(channel(in).eventLoop());
        LocalSession session = new LocalSession(RandomId.withPrefix("sess_"), model, socket, loop, parts);
        sessions.add(session);
        session.closed().subscribe(null, null, () -> sessions.remove(session));
        // The one signal that comes whichever way a connection ends.
        in.withConnection(connection -> connection.onDispose(session::release));
        Mono<Void> timeout = grant.maxSessionSeconds() == null
                ? Mono.never()
                : Mono.delay(parts.secondOfSessions().multipliedBy(grant.maxSessionSeconds()), loop)
                        .doOnNext(due -> session.end("timeout", 1000, "timeout"))
                        .then(Mono.never());
        Mono<Void> reads =
                session.run(in.aggregateFrames(SignalingCodec.MAX_FRAME_BYTES).receiveFrames(), queue(socket, loop));
        return Mono.firstWithSignal(reads, socket.writes(out), timeout).onErrorResume(failure -> {
            LOG.debug("session {}: the connection broke", session.id(), failure);
            return Mono.empty();
        });
    }

    private Mono<Void> queue(ControlSocket socket, Scheduler loop) {
        return Flux.range(0, queueLength)
                .concatMap(i -> Mono.<Void>fromRunnable(
                                () -> socket.send(new ServerMessage.QueuePosition(queueLength - i, queueLength)))
                        .then(Mono.delay(queueInterval, loop)))
                .then();
    }

    private static Mono<Void> refuse(
            Admission.Refused refused, ControlSocket socket, WebsocketInbound in, WebsocketOutbound out) {
        socket.send(new ServerMessage.ErrorMessage(refused.error()));
        socket.close(refused.code(), refused.reason());
        return Mono.firstWithSignal(socket.writes(out), in.receiveFrames().then());
    }

    private static Channel channel(WebsocketInbound in) {
        Channel[] channel = new Channel[1];
        in.withConnection((Connection connection) -> channel[0] = connection.channel());
        return channel[0];
    }
}
