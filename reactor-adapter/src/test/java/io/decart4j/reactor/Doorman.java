package io.decart4j.reactor;

import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;

/** A server that writes down what it is asked for, and refuses every key. */
final class Doorman implements AutoCloseable {

    private final List<Request> seen = new CopyOnWriteArrayList<>();
    private final DisposableServer server = HttpServer.create()
            .host("127.0.0.1")
            .port(0)
            .handle((request, response) -> request.receive()
                    .aggregate()
                    .asString()
                    .defaultIfEmpty("")
                    .doOnNext(body -> seen.add(Request.of(request, body)))
                    .then(Mono.defer(() -> response.status(401)
                            .sendString(Mono.just("{\"error\":\"Invalid API key\"}"))
                            .then())))
            .bindNow();

    /** A request as it came. */
    record Request(String uri, String userAgent, String key, String body) {

        static Request of(HttpServerRequest from, String body) {
            return new Request(from.uri(), header(from, "User-Agent"), header(from, "x-api-key"), body);
        }

        private static String header(HttpServerRequest from, String name) {
            String value = from.requestHeaders().get(name);
            return value == null ? "" : value;
        }

        String path() {
            return new QueryStringDecoder(uri).path();
        }

        Map<String, String> query() {
            Map<String, String> all = new LinkedHashMap<>();
            new QueryStringDecoder(uri)
                    .parameters()
                    .forEach((name, values) -> all.put(name, String.join(", ", values)));
            return all;
        }
    }

    int port() {
        return server.port();
    }

    List<Request> seen() {
        return List.copyOf(seen);
    }

    DecartClient.Builder client(String key) {
        return DecartClient.builder()
                .apiKey(key)
                .baseUrl("http://127.0.0.1:" + server.port() + "/api")
                .realtimeBaseUrl("ws://127.0.0.1:" + server.port() + "/rt");
    }

    @Override
    public void close() {
        server.disposeNow();
    }
}
