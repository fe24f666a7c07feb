package io.decart4j.token;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.decart4j.error.ErrorCode;
import io.decart4j.error.InvalidOptionException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenRequestTest {

    @Test
    void everythingAskedFor() {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("user", "u\"1");
        metadata.put("nested", Map.of("list", Arrays.asList(1, 2.5, true, null, new BigDecimal("1e3"), List.of())));

        assertThat(json(TokenRequest.builder()
                        .expiresIn(Duration.ofMinutes(5))
                        .allowedModels("lucy-2.1", "lucy-latest")
                        .allowedOrigins("https://example.com")
                        .maxSessionDuration(Duration.ofMinutes(2))
                        .metadata(metadata)))
                .isEqualTo("{\"expiresIn\":300,\"allowedModels\":[\"lucy-2.1\",\"lucy-latest\"],"
                        + "\"allowedOrigins\":[\"https://example.com\"],"
                        + "\"constraints\":{\"realtime\":{\"maxSessionDuration\":120}},"
                        + "\"metadata\":{\"user\":\"u\\\"1\",\"nested\":{\"list\":[1,2.5,true,null,1E+3,[]]}}}");
    }

    @ParameterizedTest
    @ValueSource(longs = {1_000, 60_000, 3_600_000})
    void aLifeWithinBounds(long millis) {
        assertThat(json(TokenRequest.builder().expiresIn(Duration.ofMillis(millis))))
                .isEqualTo("{\"expiresIn\":" + millis / 1000 + "}");
    }

    @ParameterizedTest
    @ValueSource(longs = {-1_000, 0, 999, 1_500, 3_600_001, 3_601_000})
    void aLifeOutOfBounds(long millis) {
        refused(
                "expiresIn",
                () -> TokenRequest.builder()
                        .expiresIn(Duration.ofMillis(millis))
                        .build());
    }

    @Test
    void aSessionLastsTenSecondsOrMore() {
        refused(
                "maxSessionDuration",
                () -> TokenRequest.builder()
                        .maxSessionDuration(Duration.ofSeconds(9))
                        .build());
        assertThat(json(TokenRequest.builder().maxSessionDuration(Duration.ofSeconds(10))))
                .contains(":10}");
    }

    /** A server that is sent no list takes it for no restriction. */
    @Test
    void anEmptyListIsNotTakenForNoList() {
        refused(
                "allowedModels",
                () -> TokenRequest.builder().allowedModels(List.of()).build());
        refused("allowedOrigins", () -> TokenRequest.builder().allowedOrigins().build());
    }

    @Test
    void listsHaveAtMostTwentyEntries() {
        assertThatCode(() -> TokenRequest.builder()
                        .allowedModels(Collections.nCopies(20, "m"))
                        .build())
                .doesNotThrowAnyException();
        refused(
                "allowedModels",
                () -> TokenRequest.builder()
                        .allowedModels(Collections.nCopies(21, "m"))
                        .build());
        refused(
                "allowedOrigins",
                () -> TokenRequest.builder()
                        .allowedOrigins(Collections.nCopies(21, "https://a.b"))
                        .build());
        refused("allowedModels", () -> TokenRequest.builder().allowedModels(" ").build());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.com",
                "http://localhost:3000",
                "https://a.b.example.com:8443",
                "http://[::1]:8080",
                "http://example.com:443",
                "capacitor://localhost"
            })
    void canonicalOrigins(String origin) {
        assertThat(json(TokenRequest.builder().allowedOrigins(origin))).contains(origin);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "example.com",
                "https://Example.com",
                "HTTPS://example.com",
                "https://example.com/",
                "https://example.com/a",
                "https://example.com?a",
                "https://example.com#a",
                "https://user@example.com",
                "https://example.com:443",
                "http://example.com:80",
                "https://example.com:",
                "https://example.com:80443",
                "https://exa mple.com",
                "https://*.example.com",
                "*",
                "null",
                "mailto:a@b"
            })
    void otherOriginsAreRefused(String origin) {
        refused(
                "allowedOrigins",
                () -> TokenRequest.builder().allowedOrigins(origin).build());
    }

    @Test
    void anOriginHasAtMost253Characters() {
        String host = ("a".repeat(60) + ".").repeat(4);
        String longest = "https://" + host + "b".repeat(253 - 8 - host.length());

        assertThat(json(TokenRequest.builder().allowedOrigins(longest))).contains(longest);
        refused(
                "allowedOrigins",
                () -> TokenRequest.builder().allowedOrigins(longest + "b").build());
    }

    @Test
    void metadataIsCopiedToTheGround() {
        List<Object> list = new ArrayList<>(List.of(1));
        TokenRequest request =
                TokenRequest.builder().metadata(Map.of("list", list)).build();
        list.add(LocalDate.of(2026, 1, 1));

        assertThat(new String(request.toJson(), UTF_8)).isEqualTo("{\"metadata\":{\"list\":[1]}}");
    }

    @Test
    void metadataIsJson() {
        assertThat(refused(
                        "metadata",
                        () -> TokenRequest.builder()
                                .metadata(Map.of("a", List.of(Map.of("b", LocalDate.of(2026, 1, 1)))))
                                .build()))
                .contains("at metadata.a[0].b, got java.time.LocalDate");
        refused(
                "metadata",
                () -> TokenRequest.builder().metadata(Map.of("a", Double.NaN)).build());
        refused(
                "metadata",
                () -> TokenRequest.builder().metadata(Map.of("a", Map.of(1, 2))).build());
    }

    @Test
    void metadataThatHoldsItselfIsRefused() {
        Map<String, Object> circle = new HashMap<>();
        circle.put("again", circle);
        List<Object> ring = new ArrayList<>();
        ring.add(ring);

        refused("metadata", () -> TokenRequest.builder().metadata(circle).build());
        refused(
                "metadata",
                () -> TokenRequest.builder().metadata(Map.of("ring", ring)).build());
    }

    private static String json(TokenRequest.Builder builder) {
        return new String(builder.build().toJson(), UTF_8);
    }

    private static String refused(String option, ThrowingCallable call) {
        InvalidOptionException e = catchThrowableOfType(InvalidOptionException.class, call);
        assertThat(e).as("nothing was refused").isNotNull();
        assertThat(e.code()).isEqualTo(ErrorCode.INVALID_OPTIONS);
        assertThat(e.option()).isEqualTo(option);
        return e.getMessage();
    }
}
