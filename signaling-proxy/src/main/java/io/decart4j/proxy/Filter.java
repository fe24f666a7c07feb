package io.decart4j.proxy;

import io.decart4j.error.SignalingException;
import io.decart4j.flow.CallersCode;
import io.decart4j.message.ClientMessage;
import io.decart4j.message.ServerMessage;
import io.decart4j.message.SignalingCodec;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Takes each message past the hooks: from a frame to the frames that follow from it. */
final class Filter {

    private static final Logger log = LoggerFactory.getLogger(SignalingProxy.class);

    /** Beyond this, reading a message takes longer than an event loop that others share should be held up. */
    private static final int LARGE = 64 * 1024;

    private final ProxySession session;
    private final ProxyParts parts;
    private final Commands commands = new Commands();

    Filter(ProxySession session, ProxyParts parts) {
        this.session = session;
        this.parts = parts;
    }

    /** Of a client's frame: what is sent on, and what the client is told instead. */
    Mono<Void> fromClient(Frame frame, WebSocketSide service, WebSocketSide client) {
        return read(frame, () -> SignalingCodec.readUnambiguousClientMessage(frame.bytes()))
                .flatMap(message -> judge(parts.clientHook(), message)
                        .flatMap(verdict -> act(message, verdict, frame, service, client)))
                .onErrorResume(SignalingException.class, e -> {
                    parts.tally().malformed().increment();
                    log.debug("{}: dropped a message: {}", session, e.getMessage());
                    return Mono.empty();
                });
    }

    /** Of a service's frame: what goes to the client. */
    Mono<Void> fromService(Frame frame, WebSocketSide client, UsageMeter meter) {
        return read(frame, () -> SignalingCodec.readServerMessage(frame.bytes()))
                // What is no message, or no text, is for the client to make something of.
                .onErrorResume(SignalingException.class, e -> Mono.just(new ServerMessage.Unknown("")))
                .flatMap(message -> {
                    note(message, meter);
                    return judge(parts.serverHook(), message).flatMap(verdict -> act(message, verdict, frame, client));
                });
    }

    private Mono<Void> act(
            ClientMessage message,
            Verdict<ClientMessage> verdict,
            Frame frame,
            WebSocketSide service,
            WebSocketSide client) {
        if (verdict instanceof Verdict.Refuse<ClientMessage> refusal) {
            parts.tally().refused().increment();
            return Mono.justOrEmpty(commands.refused(message, refusal.reason()))
                    .flatMap(answer -> client.write(Frame.of(answer)));
        }
        ClientMessage now = verdict instanceof Verdict.Rewrite<ClientMessage> rewrite ? rewrite.message() : message;
        Frame out = now == message ? frame : Frame.of(now);
        commands.sent(message, now);
        return service.write(out);
    }

    private Mono<Void> act(ServerMessage message, Verdict<ServerMessage> verdict, Frame frame, WebSocketSide client) {
        Commands.Acked acked = commands.acked(message);
        Frame out = frame;
        if (verdict instanceof Verdict.Rewrite<ServerMessage> rewrite) {
            out = Frame.of(rewrite.message());
        } else if (acked.instead().isPresent()) {
            out = Frame.of(acked.instead().get());
        }
        Mono<Void> answers = Mono.empty();
        for (ServerMessage answer : acked.answers()) {
            answers = answers.then(Mono.defer(() -> client.write(Frame.of(answer))));
        }
        if (verdict instanceof Verdict.Refuse<ServerMessage>) {
            parts.tally().withheld().increment();
            return answers;
        }
        return client.write(parts.guard().clean(out)).then(answers);
    }

    private void note(ServerMessage message, UsageMeter meter) {
        if (message instanceof ServerMessage.SessionId id) {
            session.sessionId(parts.guard().clean(id.sessionId()));
        } else if (message instanceof ServerMessage.LivekitRoomInfo room) {
            session.sessionId(parts.guard().clean(room.sessionId()));
            session.room(room.roomName());
        } else if (message instanceof ServerMessage.GenerationTick tick) {
            meter.tick(tick.seconds());
        } else if (message instanceof ServerMessage.GenerationEnded ended) {
            meter.tick(ended.seconds());
        }
    }

    private static <M> Mono<M> read(Frame frame, Supplier<M> codec) {
        Mono<M> message = Mono.fromSupplier(codec);
        return frame.bytes().length > LARGE ? message.subscribeOn(Schedulers.parallel()) : message;
    }

    private <M> Mono<Verdict<M>> judge(MessageHook<M> hook, M message) {
        return CallersCode.hook(() -> hook.apply(session, message))
                .timeout(parts.limits().hook())
                .map(verdict -> fits(message, verdict))
                .defaultIfEmpty(Verdict.pass())
                .onErrorResume(e -> {
                    log.error("{}: a hook failed", session, e);
                    return Mono.just(Verdict.refuse("The message could not be checked"));
                });
    }

    /** A command has to stay one of its kind, or its ack would be another one. */
    private static <M> Verdict<M> fits(M message, Verdict<M> verdict) {
        if (verdict instanceof Verdict.Rewrite<M> rewrite && kind(rewrite.message()) != kind(message)) {
            throw new IllegalArgumentException("a hook rewrites a message into one of the same type only");
        }
        return verdict;
    }

    private static Class<?> kind(Object message) {
        return message instanceof ClientMessage.Passthrough ? ClientMessage.SetImage.class : message.getClass();
    }
}
