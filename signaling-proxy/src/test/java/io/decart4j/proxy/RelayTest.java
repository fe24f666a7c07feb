package io.decart4j.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.testkit.LocalDecartServer;
import io.decart4j.testkit.LocalSession;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.http.server.reactive.ReactorHttpHandlerAdapter;
import org.springframework.web.reactive.function.server.RouterFunctions;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

/** What goes in at one side comes out at the other, and the key stays inside. */
class RelayTest {

    private static final int MANY = 2000;

    @Test
    void messagesOfBothSidesKeepTheirOrderAndTheirBytes() {
        try (ProxyHouse house = new ProxyHouse(proxy -> proxy.limits(ProxyLimits.builder()
                        .messagesPerSecond(100_000)
                        .messageBurst(100_000)
                        .build()));
                RawClient client = house.connected("ann")) {
            LocalSession session = house.session();
            List<String> sent = IntStream.range(0, MANY)
                    .mapToObj(i -> "{\"type\":\"brand_new\",\"number\":" + i + "}")
                    .toList();
            sent.forEach(client::send);
            ProxyHouse.await(() -> session.log().size() >= MANY);
            assertThat(house.heard(session)).containsExactlyElementsOf(sent);

            client.heard.clear();
            List<String> back = new ArrayList<>();
            for (int i = 0; i < MANY; i++) {
                String text = "{ \"unknown\":true, \"type\" : \"newer\", \"number\":" + i + "}";
                back.add(text);
                house.service.faults().send(text);
                if (i % 500 == 499) {
                    int so = back.size(); // the local server's own outbox is bounded
                    ProxyHouse.await(() -> client.heard.size() >= so);
                }
            }
            ProxyHouse.await(() -> client.heard.size() >= MANY);
            assertThat(client.heard).containsExactlyElementsOf(back);
        }
    }

    @Test
    void aMessageOf32MebibytesPassesBothWays() {
        try (ProxyHouse house = new ProxyHouse();
                RawClient client = house.connected("ann")) {
            LocalSession session = house.session();
            String head = "{\"type\":\"brand_new\",\"data\":\"";
            client.send(head + "x".repeat((32 << 20) - head.length() - 2) + "\"}");
            ProxyHouse.await(() ->
                    session.log().stream().anyMatch(message -> message.type().equals("brand_new")));
            house.service.faults().sendLarge(32 << 20);
            String back = client.await(text -> text.length() == 32 << 20);
            assertThat(back).startsWith("{\"type\":\"padding\"");
        }
    }

    @Test
    void unknownMessagesPassByteForByteThroughAnEcho() {
        HttpServer echo = HttpServer.create()
                .host("127.0.0.1")
                .port(0)
                .route(routes -> routes.ws(
                        "/v1/stream", (in, out) -> out.sendString(in.receive().asString())));
        DisposableServer service = echo.bindNow();
        SignalingProxy proxy = SignalingProxy.builder("dct_test", ProxyHouse::byKey)
                .realtimeBaseUrl("ws://127.0.0.1:" + service.port())
                .onClientMessage((session, message) -> Mono.just(Verdict.pass()))
                .build();
        DisposableServer server = HttpServer.create()
                .host("127.0.0.1")
                .port(0)
                .handle(new ReactorHttpHandlerAdapter(RouterFunctions.toHttpHandler(proxy.routes())))
                .bindNow();
        try (RawClient client =
                RawClient.open("ws://127.0.0.1:" + server.port() + "/v1/stream?api_key=user-ann&model=m")) {
            String odd =
                    " {\"z\" : 1.0e5 ,\n\t\"type\": \"newer\", \"text\":\"\\u0061\u00e4\ud83d\ude00\", \"a\":[ ] }  ";
            client.send(odd);
            client.await(odd::equals);
        } finally {
            proxy.disposeLater().block(ProxyHouse.PATIENCE);
            server.disposeNow();
            service.disposeNow();
        }
    }

    @Test
    void closeCodesOfTheServiceReachTheClient() {
        try (ProxyHouse house = new ProxyHouse()) {
            for (int code : new int[] {1000, 1008, 1011, 1013, 4321}) {
                try (RawClient client = house.connected("ann")) {
                    house.service.faults().send("{\"type\":\"error\",\"error\":\"last words\"}");
                    house.service.faults().close(code, "because " + code);
                    assertThat(client.closed().code()).isEqualTo(code);
                    assertThat(client.closed().reasonText()).isEqualTo("because " + code);
                    assertThat(client.heard).anyMatch(text -> text.contains("last words"));
                }
                ProxyHouse.await(() -> house.service.sessions().isEmpty());
            }
        }
    }

    @Test
    void aConcurrencyLimitOfTheServiceIsPassedOnAsItIs() {
        try (ProxyHouse house = new ProxyHouse(LocalDecartServer.builder().concurrencyLimit(0), proxy -> proxy);
                RawClient client = house.open("ann")) {
            assertThat(client.closed().code()).isEqualTo(1013);
            assertThat(client.closed().reasonText()).isEqualTo("Session Limit Reached");
            assertThat(client.heard)
                    .containsExactly("{\"type\":\"error\",\"error\":\"Concurrent session limit reached.\"}");
        }
    }

    @Test
    void aServiceThatIsLostIsABadGateway() {
        try (ProxyHouse house = new ProxyHouse();
                RawClient client = house.connected("ann")) {
            house.service.faults().drop();
            assertThat(client.closed().code()).isEqualTo(1014);
        }
    }

    @Test
    void aServiceThatCannotBeReachedIsTold() {
        try (ProxyHouse house = new ProxyHouse()) {
            house.service.faults().answerUnavailable(1);
            try (RawClient client = house.open("ann")) {
                assertThat(client.closed().code()).isEqualTo(1014);
                assertThat(client.heard)
                        .containsExactly("{\"type\":\"error\",\"error\":\"The service cannot be reached\"}");
            }
        }
    }

    @Test
    void aClientThatGoesEndsItsSessionInAnyWay() {
        try (ProxyHouse house = new ProxyHouse()) {
            try (RawClient client = house.connected("ann")) {
                client.send("{\"type\":\"last\"}");
                client.closeWith(1000, "bye");
                LocalSession session = house.session();
                session.closed().block(ProxyHouse.PATIENCE);
                assertThat(house.heard(session)).contains("{\"type\":\"last\"}");
            }
            try (RawClient client = house.connected("ann")) {
                LocalSession session = house.session();
                client.drop();
                session.closed().block(ProxyHouse.PATIENCE);
            }
            ProxyHouse.await(() -> house.proxy.counters().open() == 0);
        }
    }

    @Test
    void theKeyAppearsNowhereOutside() {
        try (ProxyHouse house = new ProxyHouse();
                RawClient client = house.connected("ann")) {
            String key = house.service.apiKey();
            house.service.faults().error("Invalid API key: " + key);
            house.service.faults().send("{\"type\":\"session_id\",\"session_id\":\"" + key + "\",\"server_ip\":\"a\"}");
            house.service
                    .faults()
                    .send("{\"type\":\"new\",\"url\":\"wss://x?api_key=dct_platform%20key%2F1&y=" + key + "\"}");
            client.await(text -> text.contains("\"new\""));
            house.service.faults().close(1011, "no " + key);
            assertThat(client.closed().reasonText()).isEqualTo("no ***");
            assertThat(client.heard).noneMatch(text -> text.contains("dct_platform"));
            assertThat(client.heard)
                    .contains("{\"type\":\"error\",\"error\":\"Invalid API key: ***\"}")
                    .contains("{\"type\":\"new\",\"url\":\"wss://x?api_key=***&y=***\"}");
        }
    }

    @Test
    void whoIsNotKnownIsTurnedAwayInTheServicesWords() {
        try (ProxyHouse house = new ProxyHouse();
                RawClient client = RawClient.open(house.url() + "/v1/stream?api_key=dct_own&model=lucy-2.1")) {
            assertThat(client.closed().code()).isEqualTo(1008);
            assertThat(client.heard).containsExactly("{\"type\":\"error\",\"error\":\"Unauthorized\"}");
            assertThat(house.service.sessions()).isEmpty();
        }
    }

    @Test
    void onlyModelsThatAreAllowedAreAskedFor() {
        try (ProxyHouse house = new ProxyHouse(proxy -> proxy.models(Set.of("lucy-2.1")));
                RawClient other = RawClient.open(house.url() + "/v1/stream?api_key=user-ann&model=lucy-2.5");
                RawClient none = RawClient.open(house.url() + "/v1/stream?api_key=user-ann");
                RawClient large =
                        RawClient.open(house.url() + "/v1/stream?api_key=user-ann&model=lucy-2.1&resolution=9000p")) {
            assertThat(other.closed().code()).isEqualTo(1008);
            assertThat(other.heard.get(0)).contains("Model not allowed: lucy-2.5");
            assertThat(none.closed().code()).isEqualTo(1008);
            assertThat(none.heard.get(0))
                    .isEqualTo("{\"type\":\"error\",\"error\":\"Not allowed: missing query parameter: model\"}");
            assertThat(large.closed().code()).isEqualTo(1008);
            assertThat(large.heard.get(0)).contains("720p or 1080p");
        }
    }

    @Test
    void whenTheProxyGoesEveryClientIsTold() {
        try (ProxyHouse house = new ProxyHouse();
                RawClient client = house.connected("ann")) {
            house.proxy.disposeLater().block(ProxyHouse.PATIENCE);
            assertThat(client.closed().code()).isEqualTo(1001);
            assertThat(house.proxy.counters().open()).isZero();
        }
    }
}
