package io.decart4j.proxy;

import io.decart4j.message.SignalingCodec;
import io.decart4j.websocket.RequestSecret;
import io.decart4j.websocket.WebSocketOpener;
import java.net.URI;
import java.util.function.Function;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;

/** Opens connections to the service, with the platform's key. */
final class Upstream {

    private final WebSocketOpener opener;
    private final String key;
    private final ProxyLimits limits;

    Upstream(HttpClient http, String key, ProxyLimits limits) {
        this.opener = new WebSocketOpener(http, SignalingCodec.MAX_FRAME_BYTES, null);
        this.key = key;
        this.limits = limits;
    }

    /**
     * An open socket. Cancelling closes whatever is under way.
     *
     * @param address the whole URL for a key
     */
    Mono<WebSocketSide> open(Function<String, URI> address) {
        return Mono.defer(() ->
                        opener.open(address.apply(RequestSecret.PLACEHOLDER), RequestSecret.inUrl(address.apply(key))))
                .timeout(limits.upstream())
                .map(connection -> new WebSocketSide(CloseReason.By.SERVICE, connection, limits));
    }
}
