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

/** Takes in control WebSockets: refuses them in words, lets them queue, or makes sessions and viewers of them. */
final class StreamEndpoint {

    private static final Logger LOG = LoggerFactory.getLogger(StreamEndpoint.class);

    /** Has the words by which official clients know that another attempt is of no use. */
    private static final String NO_SESSION = "Invalid session: session not found";

    /** In the service's words, and closed as a session is that runs out of credits. */
    private static final Admission.Refused NO_CREDITS =
            new Admission.Refused("Insufficient credits", 1000, "insufficient_credits");

    private final Admission admission;
    private final Sessions sessions;
    private final ServerParts parts;
    private final int queueLength;
    private final Duration queueInterval;

    StreamEndpoint(Admission admission, Sessions sessions, ServerParts parts, int queueLength, Duration queueInterval) {
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
        if (parts.connections().creditsExhausted()) {
            return refuse(NO_CREDITS, socket, in, out);
        }
        if (!sessions.take()) {
            return refuse(
                    new Admission.Refused("Concurrent session limit reached.", 1013, "Session Limit Reached"),
                    socket,
                    in,
                    out);
        }
        Scheduler loop = loop(in);
        ConnectionContext context = ConnectionContext.open(RandomId.withPrefix("sess_"), socket, loop, parts);
        LocalSession session = new LocalSession(context, query.required("model"), parts);
        sessions.add(session);
        session.closed().subscribe(null, null, () -> sessions.remove(session));
        return serve(session.connection(), decision.grant(), queue(socket, loop), loop, in, out);
    }

    Mono<Void> subscribe(Query query, @Nullable String origin, WebsocketInbound in, WebsocketOutbound out) {
        ControlSocket socket = new ControlSocket(channel(in));
        Admission.Decision decision = admission.decideViewer(query, origin);
        if (decision.refused() != null) {
            return refuse(decision.refused(), socket, in, out);
        }
        LocalSession watched = sessions.live(query.path().substring(Routes.SUBSCRIBE.length()));
        Scheduler loop = loop(in);
        LocalViewer viewer =
                watched == null ? null : watched.newViewer(RandomId.withPrefix("view_"), socket, loop, parts);
        if (viewer == null) {
            return refuse(new Admission.Refused(NO_SESSION, 1008, NO_SESSION), socket, in, out);
        }
        sessions.add(viewer);
        viewer.closed().subscribe(null, null, () -> sessions.remove(viewer));
        return serve(viewer.connection(), decision.grant(), Mono.empty(), loop, in, out);
    }

    private Mono<Void> serve(
            ClientConnection client,
            Grant grant,
            Mono<Void> queue,
            Scheduler loop,
            WebsocketInbound in,
            WebsocketOutbound out) {
        in.withConnection(connection -> {
            // The one signal that comes whichever way a connection ends.
            connection.onDispose(client::release);
            client.socket().watch(connection, parts.patience());
        });
        Mono<Void> timeout = grant.maxSessionSeconds() == null
                ? Mono.never()
                : Mono.delay(parts.secondOfSessions().multipliedBy(grant.maxSessionSeconds()), loop)
                        .doOnNext(due -> client.end("timeout", 1000, "timeout"))
                        .then(Mono.never());
        Mono<Void> reads =
                client.run(in.aggregateFrames(SignalingCodec.MAX_FRAME_BYTES).receiveFrames(), queue);
        return Mono.firstWithSignal(reads, client.socket().writes(out), timeout).onErrorResume(failure -> {
            LOG.debug("{}: the connection broke", client.id(), failure);
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

    private static Scheduler loop(WebsocketInbound in) {
        return Schedulers.fromExecutorService(channel(in).eventLoop());
    }

    private static Channel channel(WebsocketInbound in) {
        Channel[] channel = new Channel[1];
        in.withConnection((Connection connection) -> channel[0] = connection.channel());
        return channel[0];
    }
}
