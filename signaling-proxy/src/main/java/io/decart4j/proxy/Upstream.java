package io.decart4j.proxy;

import io.decart4j.message.SignalingCodec;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpRequest;
import java.net.URI;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.WebsocketClientSpec;
import reactor.netty.http.websocket.WebsocketInbound;
import reactor.netty.http.websocket.WebsocketOutbound;

/** Opens connections to the service, with the platform's key. */
final class Upstream {

    private static final String PLACEHOLDER = "REDACTED";
    private static final WebsocketClientSpec SPEC = WebsocketClientSpec.builder()
            .maxFramePayloadLength(SignalingCodec.MAX_FRAME_BYTES)
            .build();

    private final HttpClient http;
    private final String key;
    private final ProxyLimits limits;

    Upstream(HttpClient http, String key, ProxyLimits limits) {
        this.http = http;
        this.key = key;
        this.limits = limits;
    }

    /**
     * An open socket. Cancelling closes whatever is under way: Reactor Netty itself would leave it open.
     *
     * @param address the whole URL for a key
     */
    Mono<Socket> open(Function<String, URI> address) {
        return Mono.defer(() -> {
            AtomicReference<@Nullable Channel> opened = new AtomicReference<>();
            return http.doOnConnected(connection -> {
                        opened.set(connection.channel());
                        connection.addHandlerLast("decart4j.key", new KeyOnTheWire(address.apply(key)));
                    })
                    .websocket(SPEC)
                    .uri(address.apply(PLACEHOLDER))
                    .connect()
                    .timeout(limits.upstream())
                    .map(connection -> {
                        opened.set(null); // from here on the caller closes it
                        return socket(connection);
                    })
                    .doOnError(e -> hangUp(opened.get()))
                    .doOnCancel(() -> hangUp(opened.get()));
        });
    }

    private Socket socket(Connection connection) {
        return new Socket(
                Ending.By.SERVICE,
                connection,
                (WebsocketInbound) connection.inbound(),
                (WebsocketOutbound) connection.outbound(),
                limits);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // nobody waits for it any more
    private static void hangUp(@Nullable Channel channel) {
        if (channel != null) {
            channel.eventLoop().execute(() -> {
                Connection.from(channel).dispose();
                channel.close();
            });
        }
    }

    /** Reactor Netty logs URLs at debug level, so the key takes the placeholder's place at the last moment. */
    private static final class KeyOnTheWire extends ChannelOutboundHandlerAdapter {
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
}
