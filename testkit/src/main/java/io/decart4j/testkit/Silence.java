package io.decart4j.testkit;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.util.ReferenceCountUtil;

/** Stands at the socket's end of the pipeline and makes the connection half open: nothing goes in or out any more. */
final class Silence extends ChannelDuplexHandler {

    static final String NAME = "decart4j.silence";

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
