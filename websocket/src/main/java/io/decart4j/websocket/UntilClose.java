package io.decart4j.websocket;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.util.ReferenceCountUtil;

/**
 * Reads on, throws away what comes, and closes with the other side's close frame. For what follows a goodbye that Reactor Netty
 * knows nothing of, behind a message that is too large: it would answer the other side's close frame with a second one of its own,
 * whereupon Chromium tells its page 1006 instead of the code of the first (Reactor Netty 1.3.7). Before what puts fragments
 * together, on the event loop.
 */
final class UntilClose extends ChannelInboundHandlerAdapter {

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        context.read();
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // nobody waits for it
    public void channelRead(ChannelHandlerContext context, Object message) {
        ReferenceCountUtil.release(message);
        if (message instanceof CloseWebSocketFrame) {
            context.close();
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        context.read();
    }
}
