package io.decart4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.HttpMethod;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Conformance of the local server: HTTP and admission (docs/protocol.md, S01 to S08). */
class AdmissionConformanceTest {

    private static final String TOKENS = "/v1/client/tokens";

    private final SetClock clock = new SetClock();
    private final LocalDecartServer server = start(clock);

    @AfterEach
    void close() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/stream?model=m&api_key=wrong", "/v1/stream?model=m", "/subscribe/s1?api_key=no"})
    void S06_aBadKeyIsRefusedInAFrame(String path) {
        try (RawClient client = RawClient.open(server, path)) {
            assertThat(client.await("error").get("error")).isEqualTo("Invalid API key");
            assertThat(client.awaitClose().code()).isEqualTo(1008);
        }
    }

    @Test
    void S05_decodesBothSpacesAndIgnoresWhatItDoesNotKnow() {
        try (LocalDecartServer spaced =
                LocalDecartServer.builder().apiKey("a key+1").start()) {
            for (String key : new String[] {"a%20key%2B1", "a+key%2B1"}) {
                try (RawClient client = RawClient.open(spaced, "/v1/stream?x=1&model=a%20b&IP=1&api_key=" + key)) {
                    client.await("session_id");
                    assertThat(spaced.sessions().get(0).model()).isEqualTo("a b");
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/stream?api_key=dct_test", "/v1/stream?api_key=dct_test&model="})
    void S05_aModelIsRequired(String path) {
        try (RawClient client = RawClient.open(server, path)) {
            assertThat(client.await("error").get("error")).isEqualTo("Not allowed: missing query parameter: model");
            assertThat(client.awaitClose().code()).isEqualTo(1008);
        }
    }

    @Test
    void S01_mintsAClientToken() {
        Http minted = Http.post(server, TOKENS, server.apiKey(), "{}");
        assertThat(minted.status()).isEqualTo(200);
        assertThat(minted.headers().get("access-control-allow-origin")).isEqualTo("*");
        assertThat(Instant.parse(minted.text("expiresAt"))).isEqualTo(clock.now.plusSeconds(60));
        assertThat(minted.text("apiKey")).startsWith("ek_");
        assertThat(minted.json()).doesNotContainKeys("permissions", "constraints");
    }

    @Test
    void S01_echoesWhatATokenIsKeptTo() {
        String permissions = "{\"models\":[\"m\"],\"origins\":[\"https://example.com\"]}";
        String constraints = "{\"realtime\":{\"maxSessionDuration\":120}}";
        Http minted = Http.post(
                server,
                TOKENS,
                server.apiKey(),
                "{\"expiresIn\":3600,\"allowedModels\":[\"m\"],\"allowedOrigins\":[\"https://example.com\"],"
                        + "\"constraints\":" + constraints + ",\"metadata\":{\"a\":1}}");
        assertThat(minted.status()).isEqualTo(200);
        assertThat(minted.body()).contains("\"permissions\":" + permissions).contains("\"constraints\":" + constraints);
        assertThat(Instant.parse(minted.text("expiresAt"))).isEqualTo(clock.now.plusSeconds(3600));
    }

    @Test
    void S03_anExpiredTokenOpensNothingAndEndsNothing() {
        String token = mint("{}");
        try (RawClient client = RawClient.connect(server, token)) {
            client.await("session_id");
            clock.now = clock.now.plus(Duration.ofSeconds(60));
            client.prompt("still").await("prompt_ack");
        }
        try (RawClient late = RawClient.connect(server, token)) {
            assertThat(late.await("error").get("error")).isEqualTo("Invalid API key");
        }
    }

    @Test
    void S02_refusesBadTokenRequests() {
        Http stranger = Http.post(server, TOKENS, "dct_other", "{}");
        assertThat(stranger.status()).isEqualTo(401);
        assertThat(stranger.body()).isEqualTo("{\"error\":\"Invalid API key\"}");
        String token = Http.post(server, TOKENS, server.apiKey(), "{}").text("apiKey");
        assertThat(Http.post(server, TOKENS, token, "{}").status()).isEqualTo(403);
        for (String body : new String[] {
            "{\"expiresIn\":0}",
            "{\"expiresIn\":3601}",
            "{\"expiresIn\":1.5}",
            "{\"allowedModels\":\"x\"}",
            "{\"allowedModels\":[" + "\"m\",".repeat(20) + "\"m\"]}",
            "{\"allowedOrigins\":[" + "\"https://a.b\",".repeat(20) + "\"https://a.b\"]}",
            "{\"constraints\":{\"realtime\":{\"maxSessionDuration\":9}}}",
            "nonsense"
        }) {
            Http refused = Http.post(server, TOKENS, server.apiKey(), body);
            assertThat(refused.status()).as(body).isEqualTo(422);
            assertThat(detail(refused))
                    .as(body)
                    .containsKeys("type", "msg")
                    .extractingByKey("loc", InstanceOfAssertFactories.LIST)
                    .startsWith("body");
        }
    }

    /** Over HTTP a call without any key does not have the form of one; on the WebSocket it is refused as a wrong one is. */
    @ParameterizedTest
    @CsvSource({
        "POST, /v1/client/tokens",
        "GET, /v1/realtime/quota",
        "POST, /watch-stream/room",
        "POST, /v1/files",
        "GET, /v1/files/file_1",
        "DELETE, /v1/files/file_1"
    })
    void S02_aCallWithoutAKeyIsInvalidAndOneWithAWrongKeyUnauthorized(String method, String path) {
        Http keyless = Http.call(HttpMethod.valueOf(method), server, path, null, "{}");
        assertThat(keyless.status()).isEqualTo(422);
        assertThat(detail(keyless))
                .containsEntry("type", "missing")
                .containsEntry("loc", List.of("header", "x-api-key"))
                .containsEntry("msg", "Field required");

        Http stranger = Http.call(HttpMethod.valueOf(method), server, path, "dct_other", "{}");
        assertThat(stranger.status()).isEqualTo(401);
        assertThat(stranger.body()).doesNotContain("dct_other");
        assertThat(stranger.json()).containsOnlyKeys(path.contains("quota") ? "detail" : "error");
    }

    @SuppressWarnings("unchecked") // what Json reads has texts for keys
    private static Map<String, Object> detail(Http reply) {
        return (Map<String, Object>)
                ((List<?>) Objects.requireNonNull(reply.json().get("detail"))).get(0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://Example.com",
                "HTTPS://example.com",
                "https://example.com/",
                "https://example.com/path",
                "https://example.com?q",
                "https://example.com#f",
                "https://me@example.com",
                "https://example.com:443",
                "http://example.com:80",
                "https://example.com:",
                "https://example.com:0443",
                "https://example.com:65536",
                "example.com",
                "*",
                "null",
                ""
            })
    void S02_refusesOriginsThatNoBrowserSends(String origin) {
        assertThat(origins(origin).status()).isEqualTo(422);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.com",
                "http://localhost:3000",
                "http://127.0.0.1:8080",
                "http://[::1]:5173",
                "https://xn--bcher-kva.example",
                "http://example.com:443",
                "chrome-extension://abcdefghijklmnop"
            })
    void S01_takesOriginsAsBrowsersSendThem(String origin) {
        assertThat(origins(origin).status()).isEqualTo(200);
    }

    @Test
    void S02_anOriginHasAtMost253Characters() {
        String longest = "https://" + "a".repeat(60) + ("." + "b".repeat(60)).repeat(3) + ".c";
        assertThat(longest).hasSize(253);
        assertThat(origins(longest).status()).isEqualTo(200);
        assertThat(origins(longest + "c").status()).isEqualTo(422);
    }

    private Http origins(String origin) {
        return Http.post(server, TOKENS, server.apiKey(), "{\"allowedOrigins\":[\"" + origin + "\"]}");
    }

    @Test
    void S04_keepsATokenToItsModelsAndOrigins() {
        String models = mint("{\"allowedModels\":[\"mirage\"]}");
        try (RawClient client = RawClient.connect(server, models)) {
            assertThat(client.await("error").get("error")).isEqualTo("Model not allowed: lucy-2.1");
        }
        String origins = mint("{\"allowedOrigins\":[\"https://example.com\"]}");
        try (RawClient client = RawClient.connect(server, origins)) {
            assertThat(client.await("error").get("error")).isEqualTo("Origin not allowed");
            client.awaitClose();
            assertThat(client.received()).containsExactly("{\"type\":\"error\",\"error\":\"Origin not allowed\"}");
        }
        try (RawClient client = RawClient.from("https://example.com", server, origins)) {
            client.await("session_id");
        }
    }

    @Test
    void S07_theSlotOfASessionThatEndedIsFree() {
        RawClient first = RawClient.connect(server);
        first.await("session_id");
        LocalSession session = server.sessions().get(0);
        try (RawClient second = RawClient.connect(server)) {
            assertThat(second.await("error").get("error")).isEqualTo("Concurrent session limit reached.");
            assertThat(second.awaitClose().code()).isEqualTo(1013);
            assertThat(second.awaitClose().reasonText()).isEqualTo("Session Limit Reached");
        }
        first.close();
        session.closed().block(RawClient.SOON);
        try (RawClient third = RawClient.connect(server)) {
            third.await("session_id");
        }
    }

    @Test
    void S08_aSessionEndsAfterItsLongestDuration() {
        Http minted = Http.post(
                server, TOKENS, server.apiKey(), "{\"constraints\":{\"realtime\":{\"maxSessionDuration\":10}}}");
        assertThat(minted.body()).contains("\"maxSessionDuration\":10");
        try (RawClient client = RawClient.connect(server, minted.text("apiKey"))) {
            client.await("session_id");
            assertThat(client.awaitClose().reasonText()).isEqualTo("timeout");
        }
    }

    @Test
    void letsAPageOnAnotherPortAsk() {
        Http preflight = Http.call(HttpMethod.OPTIONS, server, TOKENS, null, "");
        assertThat(preflight.status()).isEqualTo(204);
        assertThat(preflight.headers().get("access-control-allow-headers")).isEqualTo("*");
        assertThat(Http.get(server, "/nowhere").status()).isEqualTo(404);
    }

    private static LocalDecartServer start(Clock clock) {
        LocalServerBuilder settings = LocalDecartServer.builder().clock(clock).concurrencyLimit(1);
        settings.secondOfSessions = Duration.ofMillis(10);
        return settings.start();
    }

    private String mint(String body) {
        return Http.post(server, TOKENS, server.apiKey(), body).text("apiKey");
    }
}
