package io.decart4j.reactor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.error.ConnectionException;
import io.decart4j.message.ServerMessage;
import io.decart4j.reactor.internal.control.ControlChannel;
import io.decart4j.reactor.internal.control.Network;
import io.decart4j.reactor.internal.control.WebSocketConnector;
import io.decart4j.websocket.ConnectionGate;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.server.HttpServer;
import reactor.test.StepVerifier;

/** What docs/protocol.md says of frames that are none of the protocol's: C33. */
class FramesConformanceTest {

    private static final String ERROR = "{\"type\":\"error\",\"error\":\"Invalid API key\"}";

    @Test
    void C33_binaryAndMalformedFramesEndNothing() {
        DisposableServer server = HttpServer.create()
                .host("127.0.0.1")
                .port(0)
                .route(routes -> routes.ws(
                        "/",
                        (in, out) -> out.sendObject(Flux.<WebSocketFrame>just(
                                        new BinaryWebSocketFrame(Unpooled.copiedBuffer(ERROR, UTF_8)),
                                        new TextWebSocketFrame("{nonsense"),
                                        new TextWebSocketFrame(""),
                                        new TextWebSocketFrame("[]"),
                                        new TextWebSocketFrame("{\"type\":\"generation_started\"}")))
                                .then(out.sendClose(4321, "done"))))
                .bindNow();
        WebSocketConnector connector = new WebSocketConnector(
                new Network(HttpClient.newConnection(), HttpClient.newConnection(), new ConnectionGate(100)),
                key -> URI.create("ws://127.0.0.1:" + server.port() + "/?api_key=" + key),
                SessionTimeouts.DEFAULT);
        List<ServerMessage> heard = new ArrayList<>();
        try {
            StepVerifier.create(Flux.usingWhen(connector.open("k"), ControlChannel::messages, ControlChannel::close)
                            .doOnNext(heard::add)
                            .then(Mono.<Void>empty()))
                    .expectErrorSatisfies(end -> assertThat(end)
                            .isInstanceOf(ConnectionException.class)
                            .hasMessage("WebSocket closed: 4321 done"))
                    .verify(Studio.PATIENCE);
        } finally {
            server.disposeNow();
        }
        assertThat(heard).hasSize(4).last().isEqualTo(new ServerMessage.GenerationStarted());
        assertThat(heard.subList(0, 3)).allMatch(ServerMessage.Unknown.class::isInstance);
    }
}
