package io.decart4j.reactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.decart4j.error.TokenVerifyException;
import io.decart4j.testkit.LocalDecartServer;
import io.decart4j.token.ClientToken;
import io.decart4j.token.TokenRequest;
import io.decart4j.tokens.ClientTokenClaims;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Client tokens from their making to their verification, against a local server with keys of its own. */
class VerifiedTokenTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final LocalDecartServer server = LocalDecartServer.start();
    private final DecartClient client = DecartClient.builder()
            .apiKey(server.apiKey())
            .baseUrl(server.httpUrl())
            .realtimeBaseUrl(server.realtimeUrl())
            .platformUrl(server.httpUrl())
            .build();

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    @Test
    void whatWasAskedForIsInTheTokenAndVerified() {
        ClientToken token = mint();

        ClientTokenClaims claims = Objects.requireNonNull(client.tokens()
                        .verify(Objects.requireNonNull(token.token()))
                        .block(PATIENCE))
                .claims();
        assertThat(claims.allowedModels()).isEqualTo(List.of("lucy-2.6"));
        assertThat(claims.allowedOrigins()).isNull();
        assertThat(claims.maxSessionDuration()).isEqualTo(Duration.ofMinutes(2));
        assertThat(claims.attribution()).isEqualTo(Map.of("user", "ann"));
        assertThat(claims.expiresAt())
                .isBetween(token.expiresAt().minusSeconds(2), token.expiresAt().plusSeconds(2));
        assertThat(client.tokens().decode(token.credential())).isEqualTo(claims);
    }

    @Test
    void theSignedFormIsWhatIsHandedOut() {
        ClientToken token = mint();

        assertThat(token.credential()).isEqualTo(token.token()).isNotEqualTo(token.apiKey());
        assertThat(token.toString()).doesNotContain(token.credential(), token.apiKey());
    }

    @Test
    void theOpaqueFormIsNoToken() {
        assertThatThrownBy(() -> client.tokens().verify(mint().apiKey()).block(PATIENCE))
                .isInstanceOfSatisfying(
                        TokenVerifyException.class,
                        e -> assertThat(e.reason()).isEqualTo(TokenVerifyException.Reason.MALFORMED));
    }

    private ClientToken mint() {
        TokenRequest request = TokenRequest.builder()
                .allowedModels("lucy-2.6")
                .maxSessionDuration(Duration.ofMinutes(2))
                .metadata(Map.of("attribution", Map.of("user", "ann")))
                .build();
        return Objects.requireNonNull(client.tokens().create(request).block(PATIENCE));
    }
}
