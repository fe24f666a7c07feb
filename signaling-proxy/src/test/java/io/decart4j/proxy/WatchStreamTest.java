package io.decart4j.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.testkit.LocalDecartServer;
import io.netty.handler.codec.http.HttpHeaders;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.server.HttpServer;

/** Viewers of rooms ask the proxy for their entry, as official clients ask the service. */
class WatchStreamTest {

    private static final String ROOM = "room 1/ä";
    private static final String ROOM_IN_PATH = "room%201%2F%C3%A4";
    private static final String INFO =
            "{\"type\":\"livekit_room_info\",\"livekit_url\":\"wss://lk.example\",\"token\":\"owner\",\"room_name\":\""
                    + ROOM + "\",\"session_id\":\"sess_1\"}";

    private final List<HttpHeaders> asked = new CopyOnWriteArrayList<>();
    private int status = 200;
    private String body = "{\"livekit_url\":\"wss://lk.example\",\"token\":\"viewer\",\"room_name\":\"" + ROOM + "\"}";

    /** A service whose sessions are all in this room. */
    private final DisposableServer service = HttpServer.create()
            .host("127.0.0.1")
            .port(0)
            .route(routes -> routes.ws(
                            "/v1/stream",
                            (in, out) -> out.sendString(Mono.just(INFO))
                                    .then(in.receive().then()))
                    .post("/watch-stream/{room}", (request, response) -> {
                        asked.add(request.requestHeaders().copy().set("path", request.uri()));
                        return response.status(status).sendString(Mono.just(body));
                    }))
            .bindNow();

    @AfterEach
    void stop() {
        service.disposeNow();
    }

    private record Reply(int status, String text) {}

    private ProxyHouse house(UnaryOperator<SignalingProxyBuilder> options) {
        return new ProxyHouse(
                LocalDecartServer.builder(),
                WatchStreamTest::byHeaderToo,
                proxy -> options.apply(proxy.realtimeBaseUrl("ws://127.0.0.1:" + service.port())));
    }

    private static Mono<Caller> byHeaderToo(ServerRequest request) {
        String key = request.queryParam("api_key")
                .orElseGet(() -> String.valueOf(request.headers().firstHeader("x-api-key")));
        if (key.equals("user-banned")) {
            return Mono.error(new ResponseStatusException(HttpStatus.FORBIDDEN, "Not from here"));
        }
        if (request.attribute(SignalingProxy.MODEL_ATTRIBUTE)
                .filter("lucy-9"::equals)
                .isPresent()) {
            return Mono.error(new ResponseStatusException(HttpStatus.FORBIDDEN, "Model not allowed: lucy-9"));
        }
        return key.startsWith("user-") ? Mono.just(Caller.named(key.substring(5))) : Mono.empty();
    }

    private static Reply ask(ProxyHouse house, String user) {
        return Objects.requireNonNull(HttpClient.newConnection()
                .headers(headers -> headers.set("x-api-key", user))
                .post()
                .uri("http://127.0.0.1:" + house.port() + "/watch-stream/" + ROOM_IN_PATH)
                .responseSingle((response, bytes) -> bytes.asString()
                        .defaultIfEmpty("")
                        .map(text -> new Reply(response.status().code(), text)))
                .block(ProxyHouse.PATIENCE));
    }

    /** A session in the room. */
    private static RawClient session(ProxyHouse house, String model) {
        RawClient client = RawClient.open(house.url() + "/v1/stream?api_key=user-ann&model=" + model);
        client.await(text -> text.contains("livekit_room_info"));
        return client;
    }

    @Test
    void aViewerOfASessionThatIsRelayedGetsTheServicesEntry() {
        body = body.replace("viewer", "viewer dct_platform key/1 dct_platform%20key%2F1");
        try (ProxyHouse house = house(proxy -> proxy);
                RawClient client = session(house, "lucy-2.5")) {
            Reply reply = ask(house, "user-bob");
            client.assertOpen();
            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.text())
                    .contains("\"livekit_url\":\"wss://lk.example\"", "viewer")
                    .doesNotContain("dct_platform");
            assertThat(asked).singleElement().satisfies(headers -> {
                assertThat(headers.get("path")).isEqualTo("/watch-stream/" + ROOM_IN_PATH);
                assertThat(headers.get("x-api-key")).isEqualTo("dct_platform key/1");
            });
        }
    }

    @Test
    void aRoomThatIsNotRelayedIsNotFound() {
        try (ProxyHouse house = house(proxy -> proxy)) {
            assertThat(ask(house, "user-bob")).isEqualTo(new Reply(404, "{\"error\":\"Room not found\"}"));
            try (RawClient client = session(house, "lucy-2.5")) {
                assertThat(ask(house, "user-bob").status()).isEqualTo(200);
                client.closeWith(1000, "bye");
                client.awaitEnd();
            }
            ProxyHouse.await(() -> house.proxy.counters().open() == 0);
            assertThat(ask(house, "user-bob").status()).isEqualTo(404);
            assertThat(asked).hasSize(1);
        }
    }

    @Test
    void wherePermittedAViewerComesToARoomOfAnotherInstance() {
        try (ProxyHouse house = house(proxy -> proxy.unrelayedRooms(true))) {
            assertThat(ask(house, "user-bob").status()).isEqualTo(200);
            status = 404;
            assertThat(ask(house, "user-bob")).isEqualTo(new Reply(404, "{\"error\":\"Room not found\"}"));
        }
    }

    @Test
    void strangersAndWhoIsRefusedLearnNothing() {
        try (ProxyHouse house = house(proxy -> proxy);
                RawClient client = session(house, "lucy-2.5")) {
            assertThat(ask(house, "stranger")).isEqualTo(new Reply(401, "{\"error\":\"Unauthorized\"}"));
            Reply banned = ask(house, "user-banned");
            assertThat(banned.status()).isEqualTo(403);
            assertThat(banned.text()).contains("Not from here");
            client.assertOpen();
            assertThat(asked).isEmpty();
        }
    }

    @Test
    void theAuthenticationKnowsTheModelThatIsWatched() {
        try (ProxyHouse house = new ProxyHouse(
                        LocalDecartServer.builder(),
                        request -> request.path().startsWith("/v1")
                                ? Mono.just(Caller.named("ann"))
                                : byHeaderToo(request),
                        proxy -> proxy.realtimeBaseUrl("ws://127.0.0.1:" + service.port()));
                RawClient client = session(house, "lucy-9")) {
            assertThat(ask(house, "user-bob").text()).contains("Model not allowed: lucy-9");
            client.assertOpen();
        }
    }

    @Test
    void whatIsWrongBetweenTheProxyAndTheServiceIsABadGateway() {
        try (ProxyHouse house = house(proxy -> proxy.unrelayedRooms(true))) {
            for (int wrong : List.of(401, 403, 500)) {
                status = wrong;
                body = "{\"error\":\"dct_platform key/1\"}";
                assertThat(ask(house, "user-bob")).isEqualTo(new Reply(502, "{\"error\":\"The service refused\"}"));
            }
            status = 429;
            assertThat(ask(house, "user-bob").status()).isEqualTo(429);
            service.disposeNow();
            assertThat(ask(house, "user-bob"))
                    .isEqualTo(new Reply(502, "{\"error\":\"The service cannot be reached\"}"));
        }
    }

    @Test
    void theViewersGateIsAsked() {
        SessionGate closed = user -> user.equals("bob")
                ? Flux.error(GateException.full())
                : Flux.<Turn>just(new Turn.Waiting(1, 1)).concatWith(Flux.never());
        try (ProxyHouse house = house(proxy -> proxy.unrelayedRooms(true).viewerGate(closed))) {
            assertThat(ask(house, "user-bob").status()).isEqualTo(429);
            assertThat(ask(house, "user-cat").status()).isEqualTo(429);
            assertThat(asked).isEmpty();
        }
    }

    @Test
    void aProxyThatIsShuttingDownTakesNoViewer() {
        try (ProxyHouse house = house(proxy -> proxy.unrelayedRooms(true))) {
            house.proxy.disposeLater().block(Duration.ofSeconds(10));
            assertThat(ask(house, "user-bob").status()).isEqualTo(503);
            house.proxy.resume();
            assertThat(ask(house, "user-bob").status()).isEqualTo(200);
        }
    }
}
