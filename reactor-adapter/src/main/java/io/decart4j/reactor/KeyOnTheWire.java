package io.decart4j.reactor;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpRequest;
import java.net.URI;

/**
 * Puts the API key into the request line at the last moment. The protocol wants it in the URL, and Reactor Netty logs
 * URLs at debug level; so the URL that it is given has a placeholder.
 */
final class KeyOnTheWire extends ChannelOutboundHandlerAdapter {

    static final String PLACEHOLDER = "REDACTED";

    private final URI withKey;

    KeyOnTheWire(URI withKey) {
        this.withKey = withKey;
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // the outcome is in the promise
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (message instanceof HttpRequest request) {
            request.setUri(withKey.getRawPath() + "?" + withKey.getRawQuery());
            context.pipeline().remove(this);
        }
        context.write(message, promise);
    }
}
