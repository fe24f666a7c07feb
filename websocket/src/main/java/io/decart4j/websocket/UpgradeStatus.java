package io.decart4j.websocket;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpResponse;
import java.util.OptionalInt;

/**
 * Reads the status that an upgrade is answered with. Reactor Netty collects the whole answer first and fails without its
 * status when the body is longer than 8 kB, as an error page can be.
 */
final class UpgradeStatus extends ChannelInboundHandlerAdapter {

    private static final int SWITCHING_PROTOCOLS = 101;

    private volatile int refused;

    /** The status of an answer that is no upgrade; empty when there was none. */
    OptionalInt refused() {
        return refused == 0 ? OptionalInt.empty() : OptionalInt.of(refused);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpResponse response) {
            int status = response.status().code();
            if (status >= 300) {
                refused = status;
            }
            if (status >= 200 || status == SWITCHING_PROTOCOLS) {
                context.pipeline().remove(this);
            }
        }
        context.fireChannelRead(message);
    }
}
