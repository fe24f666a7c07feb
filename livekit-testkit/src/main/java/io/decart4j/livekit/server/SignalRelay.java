package io.decart4j.livekit.server;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.netty.Connection;
import reactor.netty.DisposableServer;
import reactor.netty.FutureMono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.WebsocketClientSpec;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.http.server.WebsocketServerSpec;
import reactor.netty.http.websocket.WebsocketInbound;
import reactor.netty.http.websocket.WebsocketOutbound;

/** The signals' part of a way: passes every message on, edited, and plain requests as they are. */
final class SignalRelay {

    private static final int LARGEST = 2 << 20;

    private final String target;
    private final UnaryOperator<byte[]> up;
    private final UnaryOperator<byte[]> down;
    private final List<Connection> open = new CopyOnWriteArrayList<>();
    private final Sinks.Many<byte[]> told = Sinks.many().multicast().directBestEffort();
    private final HttpClient client = HttpClient.newConnection();
    private final DisposableServer relay;
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger refusals = new AtomicInteger();
    private volatile int status;

    SignalRelay(URI server, UnaryOperator<byte[]> up, UnaryOperator<byte[]> down) {
        this.target = "http://" + server.getRawAuthority();
        this.up = up;
        this.down = down;
        this.relay = HttpServer.create()
                .host("127.0.0.1")
                .port(0)
                .doOnConnection(this::opened)
                .handle(this::handle)
                .bindNow();
    }

    URI url() {
        return URI.create("ws://127.0.0.1:" + relay.port());
    }

    int connections() {
        return connections.get();
    }

    void cut() {
        open.forEach(connection -> FutureMono.from(connection.channel().close()).subscribe());
    }

    void refuse(int times, int with) {
        status = with;
        refusals.set(times);
    }

    void tell(byte[] response) {
        told.emitNext(response, Sinks.EmitFailureHandler.FAIL_FAST);
    }

    void close(Duration limit) {
        cut();
        relay.disposeNow(limit);
    }

    private void opened(Connection connection) {
        open.add(connection);
        connection.onDispose(() -> open.remove(connection));
    }

    private Publisher<Void> handle(HttpServerRequest request, HttpServerResponse response) {
        if (!request.requestHeaders().containsValue(HttpHeaderNames.UPGRADE, "websocket", true)) {
            return forward(request, response);
        }
        connections.incrementAndGet();
        if (refusals.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            return response.status(status).sendString(Mono.just("not now"));
        }
        WebsocketServerSpec spec =
                WebsocketServerSpec.builder().maxFramePayloadLength(LARGEST).build();
        String uri = target + request.uri();
        HttpHeaders headers = request.requestHeaders();
        return response.sendWebsocket((in, out) -> relay(uri, headers, in, out), spec);
    }

    private Mono<Void> relay(String uri, HttpHeaders headers, WebsocketInbound in, WebsocketOutbound out) {
        WebsocketClientSpec spec =
                WebsocketClientSpec.builder().maxFramePayloadLength(LARGEST).build();
        return client.headers(own -> authorize(own, headers))
                .websocket(spec)
                .uri(uri)
                .handle((fromServer, toServer) -> {
                    Flux<byte[]> answers = fromServer
                            .aggregateFrames(LARGEST)
                            .receive()
                            .asByteArray()
                            .map(down);
                    Mono<Void> ended = toServer.sendByteArray(in.aggregateFrames(LARGEST)
                                    .receive()
                                    .asByteArray()
                                    .map(up))
                            .then();
                    Mono<Void> back = out.sendByteArray(
                                    Flux.merge(answers, told.asFlux()).takeUntilOther(answersEnd(fromServer)))
                            .then();
                    return Mono.firstWithSignal(ended, back);
                })
                .then()
                .onErrorComplete();
    }

    private static Mono<Void> answersEnd(WebsocketInbound fromServer) {
        return fromServer.receiveCloseStatus().then();
    }

    /** The room service. */
    private Publisher<Void> forward(HttpServerRequest request, HttpServerResponse response) {
        return client.headers(own -> {
                    authorize(own, request.requestHeaders());
                    String type = request.requestHeaders().get(HttpHeaderNames.CONTENT_TYPE);
                    if (type != null) {
                        own.set(HttpHeaderNames.CONTENT_TYPE, type);
                    }
                })
                .request(request.method())
                .uri(target + request.uri())
                .send(request.receive().aggregate().retain())
                .response((head, body) -> response.status(head.status())
                        .send(body.aggregate().retain())
                        .then());
    }

    private static void authorize(HttpHeaders own, HttpHeaders asked) {
        String token = asked.get(HttpHeaderNames.AUTHORIZATION);
        if (token != null) {
            own.set(HttpHeaderNames.AUTHORIZATION, token);
        }
    }
}
