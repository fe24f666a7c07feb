package io.decart4j.livekit;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import java.time.Duration;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;
import reactor.netty.Connection;
import reactor.netty.FutureMono;
import reactor.netty.http.websocket.WebsocketInbound;
import reactor.netty.http.websocket.WebsocketOutbound;
import reactor.util.concurrent.Queues;

/** An open signal connection. */
final class SignalSocket {

    /** What the server's own limit is, too. */
    static final int MAX_MESSAGE_BYTES = 2 * 1024 * 1024;

    /** Decoded messages that wait for the step before; a server that sends more misbehaves. */
    private static final int WAITING_MESSAGES = 4096;

    private static final Duration GOODBYE = Duration.ofSeconds(1);

    private final Connection connection;
    /** The network channel itself: Reactor Netty's connection answers with a dead one as soon as it is disposed. */
    private final Channel channel;

    private final WebsocketInbound in;
    private final WebsocketOutbound out;
    private final Sinks.Many<SignalResponse> received = Sinks.many()
            .unicast()
            .onBackpressureBuffer(Queues.<SignalResponse>get(WAITING_MESSAGES).get());
    private final Mono<Void> close;
    private volatile boolean inboundEnded;

    SignalSocket(Connection connection) {
        this.connection = connection;
        this.channel = connection.channel();
        this.in = (WebsocketInbound) connection.inbound();
        this.out = (WebsocketOutbound) connection.outbound();
        in.aggregateFrames(MAX_MESSAGE_BYTES);
        this.close = Mono.defer(this::sayGoodbye).cache();
        receive();
    }

    /**
     * What the server says, in order; taken once. Never completes: the end of the socket is a {@link
     * LiveKitException.Unreachable}.
     */
    Flux<SignalResponse> messages() {
        return received.asFlux();
    }

    /** Completes when the message is flushed; messages leave in the order of subscription. */
    Mono<Void> send(SignalRequest request) {
        return Mono.defer(() -> {
                    // Not from the pool, which may lock: this is the caller's thread.
                    ByteBuf bytes = Unpooled.wrappedBuffer(SignalCodec.write(request));
                    // Netty's own write: it has the frame from here on, also when it fails.
                    return FutureMono.from(channel.writeAndFlush(new BinaryWebSocketFrame(bytes)));
                })
                .onErrorMap(e -> new LiveKitException.Unreachable("The signal connection is not open", e));
    }

    /** Says goodbye with 1000 and closes; completes when the socket is gone. At every call, without error. */
    Mono<Void> close() {
        return close;
    }

    /** On the event loop, where nothing else can end the connection between the question and the frame. */
    private Mono<Void> sayGoodbye() {
        return Mono.defer(this::closeFrame)
                .subscribeOn(Schedulers.fromExecutor(channel.eventLoop()))
                .timeout(GOODBYE)
                .onErrorComplete()
                .then(Mono.defer(() -> FutureMono.from(channel.close())))
                .onErrorComplete();
    }

    private Mono<Void> closeFrame() {
        return inboundEnded || connection.isDisposed() || !channel.isActive()
                ? Mono.empty()
                : out.sendClose(WebSocketCloseStatus.NORMAL_CLOSURE.code(), null)
                        .then(connection.onDispose());
    }

    /**
     * With unbounded demand, or pings are no longer answered; and to the end of the socket, because a cancelled inbound makes
     * Reactor Netty send a close frame of its own, before any goodbye.
     */
    private void receive() {
        in.receiveFrames()
                .ofType(BinaryWebSocketFrame.class)
                .map(frame -> SignalCodec.read(frame.content().nioBuffer()))
                .doOnTerminate(() -> inboundEnded = true)
                .onErrorMap(e -> new LiveKitException.Unreachable("The signal connection failed", e))
                .concatWith(Mono.defer(this::closed))
                .subscribe(this::received, received::tryEmitError);
    }

    private void received(SignalResponse message) {
        if (received.tryEmitNext(message) == Sinks.EmitResult.FAIL_OVERFLOW) {
            received.tryEmitError(
                    new LiveKitException.Unreachable("The server sends faster than this client reads", null));
        }
    }

    private Mono<SignalResponse> closed() {
        return in.receiveCloseStatus()
                .onErrorComplete()
                .defaultIfEmpty(WebSocketCloseStatus.ABNORMAL_CLOSURE)
                .flatMap(status -> Mono.error(
                        new LiveKitException.Unreachable("The signal connection was closed, " + status.code(), null)));
    }
}
