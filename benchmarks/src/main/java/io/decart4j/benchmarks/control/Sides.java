package io.decart4j.benchmarks.control;

import io.decart4j.benchmarks.Child;
import io.decart4j.model.RealtimeModels;
import io.decart4j.reactor.ConnectOptions;
import io.decart4j.reactor.DecartClient;
import io.decart4j.reactor.RealtimeSession;
import io.decart4j.reactor.ReconnectPolicy;
import io.decart4j.reactor.Transport;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import reactor.core.publisher.Flux;
import reactor.netty.Connection;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.websocket.WebsocketInbound;

/** A session and a bare WebSocket to the same {@link Service}; the session's offer is not answered, so it has no media. */
final class Sides implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Child service;
    private final DecartClient client;
    final RealtimeSession session;
    final Connection bare;
    final Flux<WebSocketFrame> bareFrames;

    Sides() throws IOException {
        service = new Child(Service.class, "", ProcessBuilder.Redirect.INHERIT);
        String url = "ws://127.0.0.1:" + service.read();
        client = DecartClient.builder()
                .apiKey("dct_benchmark")
                .realtimeBaseUrl(url)
                .build();
        session = Objects.requireNonNull(client.realtime()
                .connect(ConnectOptions.builder(RealtimeModels.LUCY_2_1)
                        .transport(Transport.DIRECT)
                        .reconnect(ReconnectPolicy.NONE)
                        .build())
                .block(PATIENCE));
        bare = HttpClient.newConnection()
                .websocket()
                .uri(url + "/v1/stream")
                .connect()
                .blockOptional(PATIENCE)
                .orElseThrow();
        bareFrames = ((WebsocketInbound) bare.inbound()).receiveFrames();
    }

    static String prompt(String text) {
        return "{\"type\":\"prompt\",\"prompt\":\"" + text + "\",\"enhance_prompt\":true}";
    }

    @Override
    public void close() throws IOException {
        bare.disposeNow();
        client.close();
        service.close();
    }
}
