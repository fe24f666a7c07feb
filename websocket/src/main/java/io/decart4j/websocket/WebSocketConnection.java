package io.decart4j.websocket;

import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxSink;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.Connection;
import reactor.netty.FutureMono;
import reactor.netty.NettyPipeline;
import reactor.netty.http.websocket.WebsocketInbound;
import reactor.netty.http.websocket.WebsocketOutbound;

/** An open WebSocket, of a client or of a server. Methods may be called on any thread. */
public final class WebSocketConnection {

    private final Connection connection;
    /** The network channel itself: Reactor Netty's connection answers with a dead one as soon as it is disposed. */
    private final Channel channel;

    private final WebsocketInbound in;
    private final WebsocketOutbound out;
    private final AtomicBoolean saidGoodbye = new AtomicBoolean();
    private volatile boolean ended;
    private volatile @Nullable Throwable failure;

    private WebSocketConnection(Connection connection, WebsocketInbound in, WebsocketOutbound out, int maxBytes) {
        this.connection = connection;
        this.channel = connection.channel();
        this.in = in;
        this.out = out;
        in.aggregateFrames(maxBytes);
    }

    /**
     * A connection that has just been upgraded, on its event loop.
     *
     * @param maxMessageBytes the largest message that is taken, of one frame or of many; a frame's own limit is that of the upgrade
     */
    public static WebSocketConnection of(WebsocketInbound in, WebsocketOutbound out, int maxMessageBytes) {
        Connection[] connection = new Connection[1];
        in.withConnection(there -> connection[0] = there);
        return new WebSocketConnection(connection[0], in, out, maxMessageBytes);
    }

    /**
     * Whole messages as frames, in order, on the event loop; each is valid during the call only, or retained. Completes when the
     * connection has ended, also by a failure: {@link #end()} tells how. One subscriber, which gets them as they come: with less
     * demand Reactor Netty stops answering pings once its inbound queue has filled. Cancelling discards what comes then; Reactor
     * Netty would end the connection with a close frame of its own, before any goodbye.
     */
    public Flux<WebSocketFrame> frames() {
        return Flux.push(
                sink -> in.receiveFrames()
                        .doOnTerminate(() -> ended = true)
                        .subscribe(
                                sink::next,
                                e -> {
                                    failure = e;
                                    sink.complete();
                                },
                                sink::complete),
                FluxSink.OverflowStrategy.IGNORE);
    }

    /** How the connection ended; asked for once the frames have. */
    public Mono<WebSocketEnd> end() {
        return Mono.defer(() -> {
            Throwable broke = failure;
            return broke != null
                    ? Mono.just(WebSocketEnd.of(broke))
                    : in.receiveCloseStatus()
                            .onErrorComplete()
                            .map(WebSocketEnd::of)
                            .defaultIfEmpty(new WebSocketEnd(WebSocketEnd.LOST, "", null));
        });
    }

    /** Where the buffers of frames to be sent come from; may lock for a moment. */
    public ByteBufAllocator alloc() {
        return channel.alloc();
    }

    /**
     * Sends a frame; completes when it is written to the network, fails when that cannot be. Frames leave in the order of
     * subscription.
     *
     * @param frame is asked for at each subscription; Netty has the frame from there on, also when the write fails
     */
    public Mono<Void> send(Supplier<? extends WebSocketFrame> frame) {
        return Mono.defer(() -> FutureMono.from(channel.writeAndFlush(frame.get())));
    }

    /** Sends a control frame, unless it would be queued behind what the other side does not take. Releases it in any case. */
    @SuppressWarnings("FutureReturnValueIgnored") // a failing write is seen by the reading side
    public void control(WebSocketFrame frame) {
        if (channel.isWritable()) {
            channel.writeAndFlush(frame);
        } else {
            frame.release();
        }
    }

    /**
     * Pings, and completes when the connection counts as dead. Subscribed to once, before the frames; cancelling stops the pings.
     *
     * @param ping between pings
     * @param silence without a byte from the other side, and without one that it takes; longer than {@code ping}
     * @param wholeMessage for a message to come whole once it has begun
     */
    public Mono<Void> dead(Duration ping, Duration silence, Duration wholeMessage) {
        return Mono.create(dead -> channel.eventLoop().execute(() -> {
            if (!channel.isActive()) {
                return;
            }
            Liveness liveness = new Liveness(channel, ping, silence, dead::success);
            WholeFrames whole = new WholeFrames(wholeMessage, liveness, dead::success);
            channel.pipeline()
                    .addBefore(NettyPipeline.WsFrameAggregator, "decart4j.whole", whole)
                    .addFirst("decart4j.liveness", liveness);
            dead.onDispose(() -> channel.eventLoop().execute(() -> {
                if (channel.pipeline().context(liveness) != null) {
                    channel.pipeline().remove(liveness);
                    channel.pipeline().remove(whole);
                }
            }));
        }));
    }

    /**
     * Says goodbye and closes behind it, as Reactor Netty does: once it is on the network nobody waits for its answer, except behind a
     * message that was too large. Completes when the connection is closed. At every call, without error; only the first one says
     * something.
     *
     * @param code the close code, {@link WebSocketEnd#NO_CODE} for none
     * @param limit for the goodbye to leave, behind what is still to be sent; a side that does not take it is hung up on
     */
    public Mono<Void> close(int code, String reason, Duration limit) {
        // On the event loop, where nothing else can end the connection between the question and the frame.
        return Mono.<Void>defer(() -> {
                    sayGoodbye(code, reason);
                    return FutureMono.from(channel.closeFuture());
                })
                .subscribeOn(Schedulers.fromExecutor(channel.eventLoop()))
                .timeout(limit)
                .onErrorComplete()
                .then(Mono.defer(() -> {
                    reset();
                    return FutureMono.from(channel.closeFuture());
                }))
                .onErrorComplete();
    }

    @SuppressWarnings("FutureReturnValueIgnored") // what comes of it is the end of the channel
    private void sayGoodbye(int code, String reason) {
        if (!channel.isActive() || !saidGoodbye.compareAndSet(false, true)) {
            return;
        }
        Throwable broke = failure;
        if (broke != null && WebSocketEnd.of(broke).code() == WebSocketEnd.TOO_BIG) {
            // Reactor Netty reads no more here, but the other side still does.
            channel.writeAndFlush(
                    code == WebSocketEnd.NO_CODE ? new CloseWebSocketFrame() : new CloseWebSocketFrame(code, reason));
            if (channel.pipeline().context(NettyPipeline.WsFrameAggregator) != null) {
                channel.pipeline().addBefore(NettyPipeline.WsFrameAggregator, "decart4j.untilClose", new UntilClose());
            }
        } else if (!ended && !connection.isDisposed()) {
            // Not to be cancelled: Reactor Netty would release the frame a second time.
            (code == WebSocketEnd.NO_CODE ? out.sendClose() : out.sendClose(code, reason)).subscribe(null, e -> {});
        } else {
            // With nobody there to read it, Reactor Netty would tell the end of the inbound a second time.
            channel.close();
        }
    }

    /** Hangs up without a word, and without what is still to be sent. */
    @SuppressWarnings("FutureReturnValueIgnored") // nobody waits for it any more
    public void reset() {
        if (channel.isOpen()) {
            channel.eventLoop().execute(() -> {
                channel.config().setOption(ChannelOption.SO_LINGER, 0);
                connection.dispose();
                channel.close();
            });
        }
    }
}
