package io.decart4j.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

/** Which of a client's wishes in the URL reach the service. */
class ClientParametersTest {

    private final Queue<String> asked = new ConcurrentLinkedQueue<>();
    private final DisposableServer service = HttpServer.create()
            .host("127.0.0.1")
            .port(0)
            .handle((request, response) -> {
                asked.add(request.uri());
                return response.sendWebsocket((in, out) -> in.receive().then());
            })
            .bindNow();

    @AfterEach
    void stop() {
        service.disposeNow();
    }

    private ProxyHouse house(UnaryOperator<SignalingProxyBuilder> options) {
        return new ProxyHouse(proxy -> options.apply(proxy.realtimeBaseUrl("ws://127.0.0.1:" + service.port())));
    }

    /** The URL that the service is asked for. */
    private String asked(ProxyHouse house, String parameters) {
        try (RawClient client =
                RawClient.open(house.url() + "/v1/stream?api_key=user-ann&model=lucy-2.5" + parameters)) {
            ProxyHouse.await(() -> !asked.isEmpty());
            client.assertOpen();
            return asked.remove();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "livekit_early_room_info=true, true",
        "livekit_early_room_info=1, false",
        "livekit_early_room_info=true%26api_key%3Dother, false",
        "livekit_server_codec=vp8, true",
        "livekit_server_codec=vp8%26x%3Dy, false",
        "pixel_latency=true, false"
    })
    void whatOfficialClientsAskForThemselvesGoesOn(String parameter, boolean goesOn) {
        try (ProxyHouse house = house(proxy -> proxy)) {
            String url = asked(house, "&" + parameter);
            assertThat(url.contains("&" + parameter + "&")).isEqualTo(goesOn);
            assertThat(url).doesNotContain("other", "x%3Dy", "user-ann");
        }
    }

    @Test
    void theFastModeIsTheOperatorsToAllow() {
        try (ProxyHouse house = house(proxy -> proxy)) {
            assertThat(asked(house, "&speed=fast")).doesNotContain("speed");
            assertThat(asked(house, "&speed=standard")).doesNotContain("speed");
            assertThat(house.proxy.counters().slowedDown()).isEqualTo(1);
        }
        try (ProxyHouse house = house(proxy -> proxy.fastMode(true))) {
            assertThat(asked(house, "&speed=fast")).contains("&speed=fast&");
            assertThat(asked(house, "&speed=faster")).doesNotContain("speed");
            assertThat(house.proxy.counters().slowedDown()).isZero();
        }
    }

    @Test
    void aNamedParameterGoesOnAsItIs() {
        try (ProxyHouse house = house(proxy -> proxy.queryParameters(Set.of("speed", "self_anchor")))) {
            assertThat(asked(house, "&speed=fast&self_anchor=a%20b&other=1"))
                    .contains("speed=fast", "self_anchor=a%20b")
                    .doesNotContain("other");
            assertThat(house.proxy.counters().slowedDown()).isZero();
        }
    }
}
