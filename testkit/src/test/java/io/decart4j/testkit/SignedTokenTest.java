package io.decart4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.handler.codec.http.HttpMethod;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The signed copy of a client token: what is in it, who can check it, and that it is as good as the token itself. */
class SignedTokenTest {

    private static final String TOKENS = "/v1/client/tokens";
    private static final int CLAIMS = 1;

    /** What RFC 8410 puts before the 32 bytes of a public Ed25519 key. */
    private static final byte[] ED25519 = HexFormat.of().parseHex("302a300506032b6570032100");

    private final SetClock clock = new SetClock();
    private final LocalDecartServer server = LocalDecartServer.builder()
            .clock(clock)
            .concurrencyLimit(7)
            .serviceTier(2)
            .start();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void isSignedByAKeyOfTheServersSet() throws Exception {
        String token = mint("{}");
        Map<String, @Nullable Object> header = part(token, 0);
        assertThat(header)
                .containsEntry("alg", "EdDSA")
                .containsEntry("typ", "JWT")
                .containsOnlyKeys("alg", "typ", "kid");

        assertThat(server.jwksUrl()).isEqualTo(server.httpUrl() + "/api/auth/jwks");
        Http set = Http.get(server, "/api/auth/jwks");
        assertThat(set.status()).isEqualTo(200);
        List<?> keys = Objects.requireNonNull((List<?>) set.json().get("keys"));
        assertThat(keys).hasSize(1);
        Map<?, ?> key = (Map<?, ?>) keys.get(0);
        assertThat(key.get("kid")).isEqualTo(header.get("kid"));
        assertThat(key.get("kty")).isEqualTo("OKP");
        assertThat(key.get("crv")).isEqualTo("Ed25519");
        assertThat(key.get("alg")).isEqualTo("EdDSA");
        assertThat(key.get("use")).isEqualTo("sig");
        assertThat(key.keySet()).as("nothing of the private key").hasSize(6);
        assertThat(isSigned(token, String.valueOf(key.get("x")))).isTrue();
    }

    @Test
    void saysWhatTheTokenIsGoodFor() {
        String constraints = "{\"realtime\":{\"maxSessionDuration\":120}}";
        String token = mint("{\"expiresIn\":600,\"allowedModels\":[\"lucy-2.5\"],"
                + "\"allowedOrigins\":[\"https://example.com\"],\"constraints\":" + constraints
                + ",\"metadata\":{\"role\":\"viewer\",\"attribution\":{\"team\":\"red\",\"seats\":3}}}");
        assertThat(part(token, CLAIMS))
                .containsEntry("iss", server.httpUrl())
                .containsEntry("aud", server.httpUrl())
                .containsKeys("sub", "organizationId", "parent_api_key_id", "jti")
                .containsEntry("iat", clock.now.getEpochSecond())
                .containsEntry("exp", clock.now.getEpochSecond() + 600)
                .containsEntry("models", List.of("lucy-2.5"))
                .containsEntry("origins", List.of("https://example.com"))
                .containsEntry("constraints", Map.of("realtime", Map.of("maxSessionDuration", 120L)))
                .containsEntry("attribution", Map.of("team", "red"))
                .containsEntry("realtimeConcurrentSessionLimit", 7L)
                .containsEntry("service_tier", 2L)
                .doesNotContainValue(server.apiKey());
    }

    @Test
    void saysNothingOfWhatIsNotLimited() {
        assertThat(part(mint("{}"), CLAIMS)).doesNotContainKeys("models", "origins", "constraints", "attribution");
        assertThat(part(mint("{}"), CLAIMS).get("jti"))
                .isNotEqualTo(part(mint("{}"), CLAIMS).get("jti"));
        try (LocalDecartServer plain = LocalDecartServer.start()) {
            String token = Http.post(plain, TOKENS, plain.apiKey(), "{}").text("token");
            assertThat(part(token, CLAIMS)).doesNotContainKey("service_tier");
        }
    }

    @Test
    void tiersAreThoseOfTheService() {
        for (int tier : new int[] {-1, 4}) {
            assertThatThrownBy(() -> LocalDecartServer.builder().serviceTier(tier))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("0 to 3");
        }
    }

    @Test
    void opensWhatItsTwinOpens() throws Exception {
        String token = mint("{}");
        try (RawClient client = RawClient.connect(server, token)) {
            String sid = String.valueOf(client.await("session_id").get("session_id"));
            String path = RawClient.subscription(server, sid, token);
            try (RawClient viewer = RawClient.open(server, path)) {
                viewer.send("{}");
                Wait.until(() -> server.sessions().get(0).viewers().size() == 1);
            }
        }
        assertThat(Http.call(HttpMethod.GET, server, "/v1/realtime/quota", token, "")
                        .status())
                .isEqualTo(200);
        assertThat(Http.post(server, "/watch-stream/room_none", token, "").status())
                .as("known, but there is no such room")
                .isEqualTo(404);
        assertThat(Http.upload(server, token, Pictures.encoded("png", 0)).status())
                .isEqualTo(200);
        assertThat(Http.post(server, TOKENS, token, "{}").status()).isEqualTo(403);
    }

    @Test
    void isKeptToWhatItsTwinIsKeptTo() {
        try (RawClient client = RawClient.connect(server, mint("{\"allowedModels\":[\"mirage\"]}"))) {
            assertThat(client.await("error").get("error")).isEqualTo("Model not allowed: lucy-2.1");
        }
        String ofAPage = mint("{\"allowedOrigins\":[\"https://example.com\"]}");
        try (RawClient client = RawClient.connect(server, ofAPage)) {
            assertThat(client.await("error").get("error")).isEqualTo("Origin not allowed");
        }
        try (RawClient client = RawClient.from("https://example.com", server, ofAPage)) {
            client.await("session_id");
        }
    }

    @Test
    void endsASessionAfterItsLongestDuration() {
        LocalServerBuilder settings = LocalDecartServer.builder();
        settings.secondOfSessions = Duration.ofMillis(10);
        try (LocalDecartServer quick = settings.start()) {
            String body = "{\"constraints\":{\"realtime\":{\"maxSessionDuration\":10}}}";
            String token = Http.post(quick, TOKENS, quick.apiKey(), body).text("token");
            try (RawClient client = RawClient.connect(quick, token)) {
                client.await("session_id");
                assertThat(client.awaitClose().reasonText()).isEqualTo("timeout");
            }
        }
    }

    @Test
    void expiresWithItsTwinAndNotBeforeItWasAskedTo() {
        clock.now = clock.now.plusMillis(300);
        Http minted = Http.post(server, TOKENS, server.apiKey(), "{}");
        for (String key : List.of(minted.text("apiKey"), minted.text("token"))) {
            clock.now = clock.now.plusMillis(59_999);
            try (RawClient client = RawClient.connect(server, key)) {
                client.await("session_id");
            }
            clock.now = clock.now.plusMillis(701);
            try (RawClient client = RawClient.connect(server, key)) {
                assertThat(client.await("error").get("error")).isEqualTo("Invalid API key");
            }
            clock.now = clock.now.minusMillis(60_700);
        }
    }

    @Test
    void mayBeLong() {
        String origins = String.join(",", Collections.nCopies(20, "\"https://" + "a".repeat(240) + ".com\""));
        String token = mint("{\"allowedOrigins\":[" + origins + "]}");
        assertThat(token).hasSizeGreaterThan(6000);
        try (RawClient client = RawClient.connect(server, token)) {
            assertThat(client.await("error").get("error")).isEqualTo("Origin not allowed");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"other server", "other claims", "other signature", "no signature", "no algorithm", "..", "a.b.c"
            })
    void isWorthNothingUnlessThisServerSignedIt(String kind) {
        String token = forged(kind, mint("{}"));
        try (RawClient client = RawClient.connect(server, token)) {
            assertThat(client.await("error").get("error")).isEqualTo("Invalid API key");
        }
        assertThat(Http.post(server, TOKENS, token, "{}").status()).isEqualTo(401);
    }

    private static String forged(String kind, String token) {
        String[] parts = token.split("\\.", -1);
        return switch (kind) {
            case "other server" -> {
                try (LocalDecartServer other = LocalDecartServer.start()) {
                    yield Http.post(other, TOKENS, other.apiKey(), "{}").text("token");
                }
            }
            case "other claims" -> parts[0] + '.' + encoded("{\"exp\":4000000000}") + '.' + parts[2];
            case "other signature" -> parts[0] + '.' + parts[1] + '.' + encoded("x".repeat(64));
            case "no signature" -> parts[0] + '.' + parts[1] + '.';
            case "no algorithm" -> encoded("{\"alg\":\"none\"}") + '.' + parts[1] + '.';
            default -> kind;
        };
    }

    @Test
    void isInNoLog() {
        String token = mint("{}");
        try (RawClient client = RawClient.connect(server, token)) {
            client.prompt("my key is " + token + ".").await("prompt_ack");
            String[] parts = token.split("\\.", -1);
            assertThat(Http.get(server, "/admin/log").body())
                    .contains("my key is ***.")
                    .doesNotContain(parts[0], parts[1], parts[2]);
        }
    }

    private String mint(String body) {
        Http minted = Http.post(server, TOKENS, server.apiKey(), body);
        assertThat(minted.status()).isEqualTo(200);
        return minted.text("token");
    }

    private static Map<String, @Nullable Object> part(String token, int number) {
        byte[] text = Base64.getUrlDecoder().decode(token.split("\\.", -1)[number]);
        return RawClient.read(new String(text, StandardCharsets.UTF_8));
    }

    private static boolean isSigned(String token, String x) throws Exception {
        byte[] raw = Base64.getUrlDecoder().decode(x);
        assertThat(raw).hasSize(32);
        byte[] encoded = new byte[ED25519.length + raw.length];
        System.arraycopy(ED25519, 0, encoded, 0, ED25519.length);
        System.arraycopy(raw, 0, encoded, ED25519.length, raw.length);
        PublicKey key = KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
        Signature signature = Signature.getInstance("Ed25519");
        signature.initVerify(key);
        int end = token.lastIndexOf('.');
        signature.update(token.substring(0, end).getBytes(StandardCharsets.US_ASCII));
        return signature.verify(Base64.getUrlDecoder().decode(token.substring(end + 1)));
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
