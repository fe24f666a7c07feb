package io.decart4j.livekit.internal.signal;

import io.decart4j.livekit.LiveKitException;
import io.decart4j.websocket.WebSocketConnection;
import io.decart4j.websocket.WebSocketEnd;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import java.time.Duration;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.util.concurrent.Queues;

/** An open signal connection. */
public final class SignalSocket {

    /** What the server's own limit is, too. */
    public static final int MAX_MESSAGE_BYTES = 2 * 1024 * 1024;

    /** Decoded messages that wait for the step before; a server that sends more misbehaves. */
    private static final int WAITING_MESSAGES = 4096;

    private static final Duration GOODBYE = Duration.ofSeconds(1);

    private static final int NORMAL_CLOSURE = 1000;

    private final WebSocketConnection socket;
    private final Sinks.Many<SignalResponse> received = Sinks.many()
            .unicast()
            .onBackpressureBuffer(Queues.<SignalResponse>get(WAITING_MESSAGES).get());
    private final Mono<Void> close;

    SignalSocket(WebSocketConnection socket) {
        this.socket = socket;
        this.close = socket.close(NORMAL_CLOSURE, "", GOODBYE).cache();
        receive();
    }

    /**
     * What the server says, in order; taken once. Never completes: the end of the socket is a {@link
     * LiveKitException.Unreachable}.
     */
    public Flux<SignalResponse> messages() {
        return received.asFlux();
    }

    /** Completes when the message is flushed; messages leave in the order of subscription. */
    public Mono<Void> send(SignalRequest request) {
        // Not from the pool, which may lock: this is the caller's thread.
        return socket.send(() -> new BinaryWebSocketFrame(Unpooled.wrappedBuffer(SignalCodec.write(request))))
                .onErrorMap(e -> new LiveKitException.Unreachable("The signal connection is not open", e));
    }

    /** Says goodbye with 1000 and closes; completes when the socket is gone. At every call, without error. */
    public Mono<Void> close() {
        return close;
    }

    private void receive() {
        socket.frames()
                .ofType(BinaryWebSocketFrame.class)
                .map(frame -> SignalCodec.read(frame.content().nioBuffer()))
                .onErrorMap(e -> new LiveKitException.Unreachable("The signal connection failed", e))
                .concatWith(socket.end().flatMap(end -> Mono.error(ended(end))))
                .subscribe(this::received, received::tryEmitError);
    }

    private static LiveKitException ended(WebSocketEnd end) {
        return end.failure() == null
                ? new LiveKitException.Unreachable("The signal connection was closed, " + end.code(), null)
                : new LiveKitException.Unreachable("The signal connection failed", end.failure());
    }

    private void received(SignalResponse message) {
        if (received.tryEmitNext(message) == Sinks.EmitResult.FAIL_OVERFLOW) {
            received.tryEmitError(
                    new LiveKitException.Unreachable("The server sends faster than this client reads", null));
        }
    }
}
