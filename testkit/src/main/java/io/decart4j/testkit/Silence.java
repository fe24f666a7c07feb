package io.decart4j.testkit;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.util.ReferenceCountUtil;

/** Stands at the socket's end of the pipeline and makes the connection half open: nothing goes in or out any more. */
final class Silence extends ChannelDuplexHandler {

    static final String NAME = "decart4j.silence";

    private boolean autoRead;

    /** Where the channel reads by itself, nobody asks for a read that could be kept back. */
    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        autoRead = context.channel().config().isAutoRead();
        context.channel().config().setAutoRead(false);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        context.channel().config().setAutoRead(autoRead);
    }

    @Override
    public void read(ChannelHandlerContext context) {
        // Unread bytes fill the peer's window, as behind a cut cable.
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ReferenceCountUtil.release(message);
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        ReferenceCountUtil.release(message);
        promise.trySuccess();
    }
}
