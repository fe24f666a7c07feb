package io.decart4j.token;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.decart4j.error.TokenCreateException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientTokenTest {

    private static final Instant EXPIRY = Instant.parse("2024-12-15T12:10:00Z");

    /** The example of section 1.6. */
    private static final String WHOLE = """
            { "apiKey": "ek_zebra", "token": "jwt.zebra", "expiresAt": "2024-12-15T12:10:00Z",
              "permissions": { "models": ["lucy-2.1"], "origins": ["https://example.com"] },
              "constraints": { "realtime": { "maxSessionDuration": 120 } } }""";

    @Test
    void readsAllOfIt() {
        assertThat(read(WHOLE))
                .isEqualTo(new ClientToken(
                        "ek_zebra",
                        EXPIRY,
                        "jwt.zebra",
                        List.of("lucy-2.1"),
                        List.of("https://example.com"),
                        Duration.ofMinutes(2)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"apiKey\":\"ek_1\",\"expiresAt\":\"2024-12-15T12:10:00Z\"}",
                "{\"expiresAt\":\"2024-12-15T13:10:00+01:00\",\"apiKey\":\"ek_1\",\"token\":null,\"permissions\":null,"
                        + "\"constraints\":null}",
                "{\"apiKey\":\"ek_1\",\"expiresAt\":\"2024-12-15T12:10:00.000Z\",\"permissions\":{\"models\":null},"
                        + "\"constraints\":{\"realtime\":null},\"models\":[\"of something else\"],\"x\":[{}]}"
            })
    void whatIsMissingIsNotLimited(String json) {
        assertThat(read(json)).isEqualTo(new ClientToken("ek_1", EXPIRY, null, List.of(), List.of(), null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "zebra",
                "[\"zebra\"]",
                "{\"apiKey\":\"zebra\"}",
                "{\"apiKey\":\"\",\"expiresAt\":\"2024-12-15T12:10:00Z\"}",
                "{\"apiKey\":\"zebra\",\"expiresAt\":\"zebra\"}",
                "{\"apiKey\":\"zebra\",\"expiresAt\":1734264600}",
                "{\"apiKey\":[\"zebra\"],\"expiresAt\":\"2024-12-15T12:10:00Z\"}",
                "{\"apiKey\":\"zebra\",\"expiresAt\":\"2024-12-15T12:10:00Z\",\"permissions\":\"zebra\"}",
                "{\"apiKey\":\"zebra\",\"expiresAt\":\"2024-12-15T12:10:00Z\",\"permissions\":{\"models\":\"zebra\"}}",
                "{\"apiKey\":\"zebra\",\"expiresAt\":\"2024-12-15T12:10:00Z\",\"permissions\":{\"models\":[1]}}",
                "{\"apiKey\":\"zebra\",\"expiresAt\":\"2024-12-15T12:10:00Z\","
                        + "\"constraints\":{\"realtime\":{\"maxSessionDuration\":\"zebra\"}}}",
                "{\"apiKey\":\"zebra\",\"expiresAt\":\"2024-12-15T12:10:00Z\""
            })
    void whatCannotBeUsedIsRefusedWithoutQuotingIt(String json) {
        assertThatThrownBy(() -> read(json))
                .isInstanceOf(TokenCreateException.class)
                .hasMessageStartingWith("The answer to the token request cannot be used")
                .hasMessageNotContaining("zebra")
                .hasNoCause();
    }

    @Property(tries = 300)
    void anyBytesAreATokenOrRefused(@ForAll byte[] json) {
        try {
            ClientToken.fromJson(json);
        } catch (TokenCreateException e) {
            assertThat(e).hasNoCause();
        }
    }

    @Test
    void neitherKeyNorTokenIsShown() {
        assertThat(read(WHOLE).toString()).contains("lucy-2.1", "PT2M").doesNotContain("zebra");
    }

    private static ClientToken read(String json) {
        return ClientToken.fromJson(json.getBytes(UTF_8));
    }
}
