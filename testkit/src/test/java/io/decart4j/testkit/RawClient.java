package io.decart4j.testkit;

import io.netty.channel.Channel;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.WebsocketClientSpec;
import tools.jackson.core.JacksonException;

/** A control WebSocket that knows nothing of the protocol: texts out, texts in, kept from the first on. */
final class RawClient implements AutoCloseable {

    static final Duration SOON = Duration.ofSeconds(20);

    private static final WebsocketClientSpec SPEC =
            WebsocketClientSpec.builder().maxFramePayloadLength(64 << 20).build();

    private final Sinks.Many<String> received = Sinks.many().replay().all();
    private final Sinks.Many<String> outgoing = Sinks.many().unicast().onBackpressureBuffer();
    private final Sinks.One<WebSocketCloseStatus> closed = Sinks.one();
    private final Sinks.One<Channel> channel = Sinks.one();
    private final AtomicLong count = new AtomicLong();
    private final Disposable connection;

    private RawClient(String uri, String origin) {
        connection = HttpClient.newConnection()
                .headers(headers -> {
                    if (!origin.isEmpty()) {
                        headers.set("Origin", origin);
                    }
                })
                .websocket(SPEC)
                .uri(uri)
                .handle((in, out) -> {
                    in.withConnection(opened -> channel.tryEmitValue(opened.channel()));
                    in.receiveCloseStatus().subscribe(closed::tryEmitValue, closed::tryEmitError, closed::tryEmitEmpty);
                    Mono<Void> reads = in.aggregateFrames(64 << 20)
                            .receiveFrames()
                            .ofType(TextWebSocketFrame.class)
                            .map(TextWebSocketFrame::text)
                            .doOnNext(text -> {
                                count.incrementAndGet();
                                received.tryEmitNext(text);
                            })
                            .then();
                    Mono<Void> writes = out.sendObject(outgoing.asFlux().map(TextWebSocketFrame::new), frame -> true)
                            .then()
                            .then(out.sendClose());
                    return Mono.firstWithSignal(reads, writes);
                })
                .subscribe(null, received::tryEmitError, received::tryEmitComplete);
    }

    static RawClient connect(LocalDecartServer server) {
        return connect(server, server.apiKey());
    }

    static RawClient connect(LocalDecartServer server, String key) {
        return open(server, "/v1/stream?api_key=" + key + "&model=lucy-2.1&user_agent=raw%2F1.0");
    }

    static RawClient open(LocalDecartServer server, String path) {
        return new RawClient(server.realtimeUrl() + path, "");
    }

    /** Asks to watch a session, as its subscribe token says. */
    static RawClient subscribe(LocalDecartServer server, String sid) {
        return open(server, subscription(server, sid, server.apiKey()));
    }

    static String subscription(LocalDecartServer server, String sid, String key) {
        return "/subscribe/" + encode(sid) + "?IP=127.0.0.1&port=" + server.port() + "&api_key=" + encode(key)
                + "&user_agent=raw%2F1.0";
    }

    static RawClient from(String origin, LocalDecartServer server, String key) {
        return new RawClient(server.realtimeUrl() + "/v1/stream?model=lucy-2.1&api_key=" + key, origin);
    }

    RawClient send(String text) {
        outgoing.emitNext(text, Sinks.EmitFailureHandler.busyLooping(SOON));
        return this;
    }

    RawClient prompt(String prompt) {
        return send(Json.text(Map.of("type", "prompt", "prompt", prompt)));
    }

    /** From now on nothing is taken off the wire. */
    void stopReading() {
        Channel open = Objects.requireNonNull(channel.asMono().block(SOON));
        open.eventLoop().submit(() -> open.pipeline().addFirst(new Silence())).syncUninterruptibly();
    }

    /** How many messages came so far. */
    long count() {
        return count.get();
    }

    /** The first texts. */
    List<String> received(int number) {
        return Objects.requireNonNull(
                received.asFlux().take(number).collectList().block(RawClient.SOON));
    }

    /** All texts of a connection that is gone. */
    List<String> received() {
        return Objects.requireNonNull(
                received.asFlux().onErrorComplete().collectList().block(SOON));
    }

    /** Every message from the first on. */
    Flux<Map<String, @Nullable Object>> messages() {
        return received.asFlux().map(RawClient::read);
    }

    Flux<Map<String, @Nullable Object>> messages(String type) {
        return messages().filter(message -> type.equals(message.get("type")));
    }

    Map<String, @Nullable Object> await(String type) {
        return await(type, 1);
    }

    /** The nth message of a type. */
    Map<String, @Nullable Object> await(String type, int number) {
        return Objects.requireNonNull(
                messages(type).skip(number - 1).next().single().block(SOON));
    }

    WebSocketCloseStatus awaitClose() {
        return Objects.requireNonNull(closed.asMono().block(SOON));
    }

    /** Ends when the connection is gone, in whatever way. */
    void awaitGone() {
        received.asFlux().then().onErrorComplete().block(SOON);
    }

    @Override
    public void close() {
        outgoing.tryEmitComplete();
        received.asFlux().then().onErrorComplete().block(SOON);
        connection.dispose();
    }

    /** Goes without a close frame. */
    void abort() {
        connection.dispose();
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @SuppressWarnings("unchecked") // what Json reads has texts for keys
    static Map<String, @Nullable Object> read(String text) {
        Object value;
        try {
            value = Json.read(text.getBytes(StandardCharsets.UTF_8));
        } catch (JacksonException e) {
            value = null;
        }
        return value instanceof Map ? (Map<String, @Nullable Object>) value : Map.of("type", text);
    }
}
