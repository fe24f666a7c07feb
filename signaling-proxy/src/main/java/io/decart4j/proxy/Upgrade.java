package io.decart4j.proxy;

import java.util.function.BiFunction;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseCookie;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.reactive.function.server.ServerResponse;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.netty.NettyPipeline;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.http.server.WebsocketServerSpec;
import reactor.netty.http.websocket.WebsocketInbound;
import reactor.netty.http.websocket.WebsocketOutbound;

/** The answer that makes a WebSocket of a request, on the Reactor Netty server below WebFlux. */
record Upgrade(WebsocketServerSpec spec, BiFunction<WebsocketInbound, WebsocketOutbound, Mono<Void>> handler)
        implements ServerResponse {

    @Override
    public HttpStatusCode statusCode() {
        return HttpStatus.SWITCHING_PROTOCOLS;
    }

    @Override
    public HttpHeaders headers() {
        return new HttpHeaders();
    }

    @Override
    public MultiValueMap<String, ResponseCookie> cookies() {
        return new LinkedMultiValueMap<>();
    }

    @Override
    public Mono<Void> writeTo(ServerWebExchange exchange, Context context) {
        ServerHttpResponse response = exchange.getResponse();
        Object server = ServerHttpResponseDecorator.getNativeResponse(response);
        if (!(server instanceof HttpServerResponse netty)) {
            return Mono.error(new IllegalStateException("The signaling proxy takes WebFlux on Reactor Netty, not on "
                    + server.getClass().getName()));
        }
        // Cookies and headers of filters go out with the upgrade.
        return response.setComplete().then(Mono.defer(() -> {
            netty.withConnection(connection ->
                    connection.channel().pipeline().addBefore(NettyPipeline.ReactiveBridge, null, new EarlyBytes()));
            return netty.sendWebsocket(handler, spec).then();
        }));
    }
}
