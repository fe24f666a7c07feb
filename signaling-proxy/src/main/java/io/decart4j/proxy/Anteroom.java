package io.decart4j.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;

/**
 * Counts what a client sends until it has a slot. While it waits for one there is room for its initial state and not for more,
 * also not for half a message that is still being put together: those who wait may be many. At the head of the pipeline.
 */
final class Anteroom extends ChannelInboundHandlerAdapter {

    private final Channel channel;
    private final long room;
    private long taken; // as is all else here, on the event loop
    private @Nullable Runnable onFull;
    private boolean full;

    /** @param room in bytes */
    Anteroom(Channel channel, long room) {
        this.channel = channel;
        this.room = room;
    }

    /** From now on the client waits. By any thread; called again it changes nothing. */
    void fill(Runnable whenFull) {
        channel.eventLoop().execute(() -> {
            onFull = whenFull;
            look();
        });
    }

    /** The client has a slot. */
    void leave() {
        channel.eventLoop().execute(() -> {
            onFull = null;
            if (!full && channel.pipeline().context(this) != null) {
                channel.pipeline().remove(this);
            }
        });
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof ByteBuf bytes) {
            taken += bytes.readableBytes();
            look();
        }
        if (full) {
            ReferenceCountUtil.release(message);
        } else {
            context.fireChannelRead(message);
        }
    }

    private void look() {
        Runnable tell = onFull;
        if (!full && tell != null && taken > room) {
            full = true;
            tell.run();
        }
    }
}
