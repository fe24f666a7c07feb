package io.decart4j.websocket;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpRequest;
import java.util.function.Consumer;

/** Changes a request when everybody has had it who could log it, or add to it. */
final class LastMomentRequest extends ChannelOutboundHandlerAdapter {

    private final Consumer<HttpRequest> change;

    LastMomentRequest(Consumer<HttpRequest> change) {
        this.change = change;
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // the outcome is in the promise
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (message instanceof HttpRequest request) {
            change.accept(request);
            context.pipeline().remove(this);
        }
        context.write(message, promise);
    }
}
