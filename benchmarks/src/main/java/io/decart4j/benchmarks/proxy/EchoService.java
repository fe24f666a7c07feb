package io.decart4j.benchmarks.proxy;

import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

/** The least that stands behind the proxy: acknowledges each prompt, in order. */
final class EchoService implements AutoCloseable {

    private final DisposableServer server = HttpServer.create()
            .host("127.0.0.1")
            .port(0)
            .route(routes -> routes.ws(
                    "/v1/stream",
                    (in, out) -> out.sendObject(
                            in.receiveFrames()
                                    .ofType(TextWebSocketFrame.class)
                                    .map(frame -> new TextWebSocketFrame(ack(frame.text()))),
                            frame -> true)))
            .bindNow();

    static String prompt(String text) {
        return "{\"type\":\"prompt\",\"prompt\":\"" + text + "\"}";
    }

    static String ackOf(String text) {
        return ack(prompt(text));
    }

    private static String ack(String prompt) {
        return prompt.replace("\"type\":\"prompt\"", "\"type\":\"prompt_ack\",\"success\":true");
    }

    String url() {
        return "ws://127.0.0.1:" + server.port();
    }

    @Override
    public void close() {
        server.disposeNow();
    }
}
