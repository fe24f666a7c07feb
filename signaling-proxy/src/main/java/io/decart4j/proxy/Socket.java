package io.decart4j.proxy;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.websocketx.CorruptedWebSocketFrameException;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;
import reactor.netty.FutureMono;
import reactor.netty.http.websocket.WebsocketInbound;
import reactor.netty.http.websocket.WebsocketOutbound;

/** One side's WebSocket. Methods may be called by any thread. */
final class Socket {

    /** How long a side may take to answer a close frame. */
    static final Duration GOODBYE = Duration.ofSeconds(2);

    private final Ending.By side;
    /** The network channel itself: Reactor Netty's connection answers with a dead one as soon as it is disposed. */
    private final Channel channel;

    private final Connection connection;
    private final WebsocketInbound in;
    private final WebsocketOutbound out;
    private final ProxyLimits limits;
    private final AtomicReference<@Nullable Ending> failure = new AtomicReference<>();
    private volatile long lastFrame = System.nanoTime();
    private volatile boolean ended;

    Socket(Ending.By side, Connection connection, WebsocketInbound in, WebsocketOutbound out, ProxyLimits limits) {
        this.side = side;
        this.connection = connection;
        this.channel = connection.channel();
        this.in = in;
        this.out = out;
        this.limits = limits;
    }

    /**
     * Whole frames as they come, valid during the call only, with unbounded demand: with less, Reactor Netty stops answering
     * pings once its inbound queue has filled. Completes when the socket has ended. One subscriber.
     */
    Flux<WebSocketFrame> frames(int maxFrameBytes) {
        return in.aggregateFrames(maxFrameBytes)
                .receiveFrames()
                .doOnNext(frame -> lastFrame = System.nanoTime())
                .onErrorResume(e -> {
                    failure.set(isTooBig(e) ? Ending.tooBig() : new Ending(side, Ending.LOST, "", null));
                    return Flux.empty();
                })
                .doOnTerminate(() -> ended = true);
    }

    /** How the socket ended; asked for once the frames have. */
    Mono<Ending> ending() {
        return Mono.justOrEmpty(failure.get())
                .switchIfEmpty(in.receiveCloseStatus()
                        .onErrorComplete()
                        .defaultIfEmpty(WebSocketCloseStatus.ABNORMAL_CLOSURE)
                        .map(this::ending));
    }

    /** Completes when the frame is on its way; an error when the socket is closed, or takes nothing. */
    Mono<Void> write(Frame frame) {
        // Netty has the frame from here on, also when the write fails.
        return Mono.defer(() -> FutureMono.from(channel.writeAndFlush(frame.toNetty())))
                .timeout(limits.silence());
    }

    /** Control frames are not queued behind what the other side does not take. */
    @SuppressWarnings("FutureReturnValueIgnored") // a failing write is seen by the reading side
    void control(WebSocketFrame frame) {
        if (channel.isWritable()) {
            channel.writeAndFlush(frame);
        } else {
            frame.release();
        }
    }

    /** Pings the side, and completes when it counts as dead or is stuck in one message. */
    Mono<Void> dead() {
        Mono<Void> silent =
                Mono.create(sink -> connection.onReadIdle(limits.silence().toMillis(), sink::success));
        Mono<Void> stuck = Flux.interval(limits.ping())
                .onBackpressureDrop()
                .doOnNext(tick -> control(new PingWebSocketFrame(Unpooled.EMPTY_BUFFER)))
                .takeUntil(tick ->
                        System.nanoTime() - lastFrame > limits.frameTime().toNanos())
                .then();
        return Mono.firstWithSignal(silent, stuck);
    }

    /** Says goodbye, and hangs up on whoever does not answer. Completes when the connection is closed. */
    Mono<Void> close(Ending ending) {
        return Mono.defer(() -> {
                    if (!ended && channel.isActive()) {
                        // Not to be cancelled: Reactor Netty would release the frame a second time.
                        closeFrame(ending).subscribe(null, e -> {});
                    }
                    return FutureMono.from(channel.closeFuture());
                })
                .timeout(GOODBYE)
                .onErrorComplete()
                .then(Mono.fromRunnable(this::reset));
    }

    /** Hangs up without a word. */
    @SuppressWarnings("FutureReturnValueIgnored") // nobody waits for it any more
    void reset() {
        if (channel.isOpen()) {
            channel.eventLoop().execute(() -> {
                channel.config().setOption(ChannelOption.SO_LINGER, 0);
                connection.dispose();
                channel.close();
            });
        }
    }

    private Mono<Void> closeFrame(Ending ending) {
        return ending.code() == Ending.NO_CODE ? out.sendClose() : out.sendClose(ending.code(), ending.shortReason());
    }

    private Ending ending(WebSocketCloseStatus status) {
        String reason = status.reasonText() == null ? "" : status.reasonText();
        return new Ending(side, status.code() < 0 ? Ending.NO_CODE : status.code(), reason, null);
    }

    private static boolean isTooBig(Throwable e) {
        return e instanceof TooLongFrameException
                || (e instanceof CorruptedWebSocketFrameException corrupted
                        && corrupted.closeStatus().equals(WebSocketCloseStatus.MESSAGE_TOO_BIG));
    }
}
