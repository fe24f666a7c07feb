package io.decart4j.reactor;

import io.decart4j.error.ConnectionException;
import io.decart4j.error.SignalingException;
import io.decart4j.message.ClientMessage;
import io.decart4j.message.ServerMessage;
import io.decart4j.message.SignalingCodec;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufInputStream;
import io.netty.buffer.ByteBufOutputStream;
import io.netty.channel.Channel;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.time.Duration;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;
import reactor.netty.Connection;
import reactor.netty.FutureMono;
import reactor.netty.http.websocket.WebsocketInbound;
import reactor.netty.http.websocket.WebsocketOutbound;

/** A control channel on Reactor Netty's WebSocket. */
final class NettyControlChannel implements ControlChannel {

    /** How long the other end may take to answer a close frame. */
    private static final Duration GOODBYE = Duration.ofSeconds(1);

    private final Connection connection;
    /** The network channel itself: Reactor Netty's connection answers with a dead one as soon as it is disposed. */
    private final Channel channel;

    private final WebsocketInbound in;
    private final WebsocketOutbound out;
    private final SessionTimeouts timeouts;
    private final KeyGuard guard;
    private final Sinks.Empty<Void> silent = Sinks.empty();
    private final Mono<Void> close;
    private volatile boolean inboundEnded;

    NettyControlChannel(Connection connection, SessionTimeouts timeouts, KeyGuard guard) {
        this.guard = guard;
        this.connection = connection;
        this.channel = connection.channel();
        this.in = (WebsocketInbound) connection.inbound();
        this.out = (WebsocketOutbound) connection.outbound();
        this.timeouts = timeouts;
        connection.addHandlerLast("decart4j.whole", new WholeFrames(timeouts.silence(), silent::tryEmitEmpty));
        in.aggregateFrames(SignalingCodec.MAX_FRAME_BYTES);
        connection.onReadIdle(timeouts.silence().toMillis(), silent::tryEmitEmpty);
        this.close = Mono.defer(this::sayGoodbye).cache();
    }

    @Override
    public Flux<ServerMessage> messages() {
        Flux<ServerMessage> received = in.receiveFrames()
                .ofType(TextWebSocketFrame.class)
                .map(frame -> guard.clean(read(frame)))
                .doOnTerminate(() -> inboundEnded = true)
                .onErrorMap(e -> ConnectionException.failed("WebSocket error", sanitized(e)))
                .concatWith(Mono.defer(this::closed));
        // Unbounded demand: with less, Reactor Netty stops answering pings once its inbound queue has filled.
        return Flux.merge(
                Integer.MAX_VALUE,
                received,
                silent.asMono()
                        .then(Mono.error(() -> ConnectionException.failed(
                                "No answer from the server for "
                                        + timeouts.silence().toMillis() + "ms",
                                null))),
                pings());
    }

    @Override
    public Mono<Void> send(ClientMessage message) {
        return Mono.defer(() -> written(new TextWebSocketFrame(write(message))))
                .onErrorMap(e -> ConnectionException.failed("WebSocket is not open", sanitized(e)));
    }

    @Override
    public Mono<Void> close() {
        return close;
    }

    /** On the event loop, where nothing else can end the connection between the question and the frame. */
    private Mono<Void> sayGoodbye() {
        Mono<Void> end = Mono.defer(() -> FutureMono.from(channel.close()));
        return Mono.defer(this::closeFrame)
                .subscribeOn(Schedulers.fromExecutor(channel.eventLoop()))
                .timeout(GOODBYE)
                .onErrorComplete()
                .then(end)
                .onErrorComplete();
    }

    private Mono<Void> closeFrame() {
        // With nobody there to read it, Reactor Netty would tell the end of the inbound a second time.
        return inboundEnded || connection.isDisposed() || !channel.isActive()
                ? Mono.empty()
                : out.sendClose(WebSocketCloseStatus.NORMAL_CLOSURE.code(), null)
                        .then(connection.onDispose());
    }

    private Mono<ServerMessage> closed() {
        return in.receiveCloseStatus()
                .onErrorComplete()
                .defaultIfEmpty(WebSocketCloseStatus.ABNORMAL_CLOSURE)
                .flatMap(status -> Mono.error(ConnectionException.closed(
                        status.code() < 0 ? WebSocketCloseStatus.EMPTY.code() : status.code(),
                        status.reasonText() == null ? "" : guard.clean(status.reasonText()))));
    }

    private Flux<ServerMessage> pings() {
        return Flux.interval(timeouts.ping())
                .onBackpressureDrop()
                .concatMap(tick -> Mono.defer(() -> written(new PingWebSocketFrame())))
                // A failing write is seen by the reading side as the end of the socket, with its reason.
                .onErrorComplete()
                .thenMany(Flux.never());
    }

    /** Netty's own write: it has the frame from here on, also when it fails. */
    private Mono<Void> written(WebSocketFrame frame) {
        return FutureMono.from(channel.writeAndFlush(frame));
    }

    private ByteBuf write(ClientMessage message) {
        ByteBuf frame = channel.alloc().buffer(SignalingCodec.sizeHint(message));
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

    /** Netty's and Reactor Netty's own failures can quote the URL, and with it the key. */
    private static Throwable sanitized(Throwable e) {
        return WebSocketConnector.withoutUrl(e);
    }
}
