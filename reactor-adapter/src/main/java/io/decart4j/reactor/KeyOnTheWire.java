package io.decart4j.reactor;

import io.decart4j.address.StreamAddress;
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

    private static final String PLACEHOLDER = "REDACTED";

    private final StreamAddress address;

    KeyOnTheWire(StreamAddress address) {
        this.address = address;
    }

    static URI withoutKey(StreamAddress address) {
        return new StreamAddress(
                        address.base(),
                        address.model(),
                        PLACEHOLDER,
                        address.resolution(),
                        address.query(),
                        address.userAgent())
                .toUrl();
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // the outcome is in the promise
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (message instanceof HttpRequest request) {
            URI url = address.toUrl();
            request.setUri(url.getRawPath() + "?" + url.getRawQuery());
            context.pipeline().remove(this);
        }
        context.write(message, promise);
    }
}
