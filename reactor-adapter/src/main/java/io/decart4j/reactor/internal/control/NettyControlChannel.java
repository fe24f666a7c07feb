package io.decart4j.reactor.internal.control;

import io.decart4j.error.ConnectionException;
import io.decart4j.error.SignalingException;
import io.decart4j.flow.FirstFailure;
import io.decart4j.message.ClientMessage;
import io.decart4j.message.ServerMessage;
import io.decart4j.message.SignalingCodec;
import io.decart4j.reactor.SessionTimeouts;
import io.decart4j.websocket.NetworkFailure;
import io.decart4j.websocket.WebSocketConnection;
import io.decart4j.websocket.WebSocketEnd;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufInputStream;
import io.netty.buffer.ByteBufOutputStream;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import java.time.Duration;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A control channel on a WebSocket. */
final class NettyControlChannel implements ControlChannel {

    /** How long the other end may take to accept a close frame, behind what waits before it. */
    private static final Duration GOODBYE = Duration.ofSeconds(1);

    private static final int NORMAL_CLOSURE = 1000;

    private final WebSocketConnection socket;
    private final SessionTimeouts timeouts;
    private final KeyGuard guard;
    private final Mono<Void> close;

    NettyControlChannel(WebSocketConnection socket, SessionTimeouts timeouts, KeyGuard guard) {
        this.socket = socket;
        this.timeouts = timeouts;
        this.guard = guard;
        this.close = socket.close(NORMAL_CLOSURE, "", GOODBYE).cache();
    }

    @Override
    public Flux<ServerMessage> messages() {
        Mono<ServerMessage> silent = socket.dead(timeouts.ping(), timeouts.silence(), timeouts.silence())
                .then(Mono.error(() -> ConnectionException.failed(
                        "No answer from the server for " + timeouts.silence().toMillis() + "ms", null)));
        Flux<ServerMessage> received = socket.frames()
                .ofType(TextWebSocketFrame.class)
                .map(frame -> guard.clean(read(frame)))
                .concatWith(socket.end().flatMap(end -> Mono.error(ended(end))));
        return FirstFailure.merge(silent, received);
    }

    @Override
    public Mono<Void> send(ClientMessage message) {
        return socket.send(() -> new TextWebSocketFrame(write(message)))
                .onErrorMap(e -> ConnectionException.failed("WebSocket is not open", NetworkFailure.withoutUrl(e)));
    }

    @Override
    public Mono<Void> close() {
        return close;
    }

    private ConnectionException ended(WebSocketEnd end) {
        Throwable failure = end.failure();
        return failure == null
                ? ConnectionException.closed(end.code(), guard.clean(end.reason()))
                : ConnectionException.failed("WebSocket error", NetworkFailure.withoutUrl(failure));
    }

    private ByteBuf write(ClientMessage message) {
        ByteBuf frame = socket.alloc().buffer(SignalingCodec.sizeHint(message));
        try {
            SignalingCodec.write(message, new ByteBufOutputStream(frame));
            return frame;
        } catch (RuntimeException e) {
            frame.release();
            throw e;
        }
    }

    private static ServerMessage read(TextWebSocketFrame frame) {
        try {
            return SignalingCodec.readServerMessage(new ByteBufInputStream(frame.content()));
        } catch (SignalingException malformed) {
            return new ServerMessage.Unknown(malformed.getMessage());
        }
    }
}
