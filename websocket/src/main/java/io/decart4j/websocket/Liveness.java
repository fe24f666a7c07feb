package io.decart4j.websocket;

import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Pings, and notices a dead connection: for too long nothing came and nothing of what is to be sent went, or something waits to be
 * sent and none of it went. A large message on a slow way holds up the pings behind it and with them every answer, so that its
 * progress is the only sign of life. At the head of the pipeline, on the event loop.
 */
@SuppressWarnings("FutureReturnValueIgnored") // a failing ping is seen by the reading side
final class Liveness extends ChannelDuplexHandler {

    /** How many looks there are at what waits within the limit. */
    private static final int LOOKS = 8;

    private final Duration ping;
    private final long silence;
    private final Runnable onDead;
    private final WriteProgress writes;
    private long lastSign;
    private long lastGone;
    private long partialSince;
    private boolean isPartial;
    private boolean looksOften;
    private @Nullable Future<?> look;
    private @Nullable Future<?> pings;

    /** @param onDead runs on the event loop, perhaps more than once */
    Liveness(Channel channel, Duration ping, Duration silence, Runnable onDead) {
        this.writes = new WriteProgress(channel);
        this.ping = ping;
        this.silence = silence.toNanos();
        this.onDead = onDead;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        lastSign = System.nanoTime();
        lastGone = lastSign;
        long every = ping.toNanos();
        pings = context.executor()
                .scheduleAtFixedRate(() -> ping(context.channel()), every, every, TimeUnit.NANOSECONDS);
        look(context);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        stop();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        stop();
        context.fireChannelInactive();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        lastSign = System.nanoTime();
        if (!isPartial) {
            isPartial = true;
            partialSince = lastSign;
        }
        context.fireChannelRead(message);
    }

    @Override
    public void flush(ChannelHandlerContext context) {
        context.flush();
        if (!looksOften && look != null && writes.isWaiting()) {
            look.cancel(false);
            look(context);
        }
    }

    /** A frame has come whole. */
    void whole() {
        isPartial = false;
    }

    /** For how long a frame has been coming; zero between two of them. */
    long partialFor(long now) {
        return isPartial ? now - partialSince : 0;
    }

    private void look(ChannelHandlerContext context) {
        long now = System.nanoTime();
        if (writes.hasMoved()) {
            lastSign = now;
            lastGone = now;
        }
        looksOften = writes.isWaiting();
        if (!looksOften) {
            lastGone = now;
        }
        long left = silence - (now - Math.min(lastSign, lastGone));
        if (left <= 0) {
            onDead.run();
            return;
        }
        look = context.executor()
                .schedule(
                        () -> look(context),
                        looksOften ? Math.min(left, silence / LOOKS) : silence - (now - lastSign),
                        TimeUnit.NANOSECONDS);
    }

    private static void ping(Channel channel) {
        // Not queued behind what the other side does not take: each would wait there with those before it.
        if (channel.isWritable()) {
            channel.writeAndFlush(new PingWebSocketFrame());
        }
    }

    private void stop() {
        if (pings != null) {
            pings.cancel(false);
        }
        if (look != null) {
            look.cancel(false);
        }
    }
}
