package io.decart4j.websocket;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.time.Duration;

/**
 * Notices a side that never stops talking and never finishes: bytes come, so the connection is not silent, but no frame,
 * or no message of many fragments, is whole within the limit. Bytes are what it looks at the clock for: without any, the
 * connection is silent.
 */
final class WholeFrames extends ChannelInboundHandlerAdapter {

    private final long limit;
    private final Liveness liveness;
    private final Runnable onLate;
    private long firstFragment;
    private boolean inMessage;

    /**
     * Between the decoder of frames and what puts fragments together.
     *
     * @param onLate runs on the event loop, perhaps more than once
     */
    WholeFrames(Duration limit, Liveness liveness, Runnable onLate) {
        this.limit = limit.toNanos();
        this.liveness = liveness;
        this.onLate = onLate;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof WebSocketFrame frame) {
            liveness.whole();
            if (!(frame instanceof PingWebSocketFrame || frame instanceof PongWebSocketFrame)) {
                if (!inMessage) {
                    firstFragment = System.nanoTime();
                }
                inMessage = !frame.isFinalFragment();
            }
        }
        context.fireChannelRead(message);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        long now = System.nanoTime();
        if (liveness.partialFor(now) > limit || (inMessage && now - firstFragment > limit)) {
            onLate.run();
        }
        context.fireChannelReadComplete();
    }
}
