package io.decart4j.reactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.decart4j.error.DecartException;
import io.decart4j.error.ErrorCode;
import io.decart4j.error.TokenCreateException;
import io.decart4j.input.InitialState;
import io.decart4j.token.ClientToken;
import io.decart4j.token.TokenRequest;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import reactor.netty.http.client.HttpClient;

/** What docs/protocol.md says of client tokens and of telemetry: C64 and C66. */
class RestConformanceTest {

    @Test
    void C64_nothingAskedForSendsAnEmptyObjectAndTheKeyInAHeader() {
        try (Doorman doorman = new Doorman();
                DecartClient client = doorman.client("dct_1").build()) {
            client.tokens().create().onErrorComplete().block(Studio.PATIENCE);
            assertThat(doorman.seen()).singleElement().satisfies(request -> {
                assertThat(request.body()).isEqualTo("{}");
                assertThat(request.key()).isEqualTo("dct_1");
                assertThat(request.uri()).isEqualTo("/api/v1/client/tokens");
            });
        }
    }

    @Test
    void C64_tokensAreMadeAndRefusalsHaveTheirStatus() {
        try (Studio studio = new Studio()) {
            ClientToken token = Objects.requireNonNull(studio.client
                    .tokens()
                    .create(TokenRequest.builder()
                            .expiresIn(Duration.ofMinutes(5))
                            .build())
                    .block(Studio.PATIENCE));
            assertThat(token.apiKey()).startsWith("ek_");
            assertThat(token.toString()).doesNotContain(token.apiKey());
            try (DecartClient holder = studio.client(token.apiKey())) {
                RealtimeSession session = Objects.requireNonNull(
                        holder.realtime().connect(studio.options().build()).block(Studio.PATIENCE));
                assertThat(session.isConnected()).isTrue();
                assertThatThrownBy(() -> holder.tokens().create().block(Studio.PATIENCE))
                        .isInstanceOfSatisfying(
                                TokenCreateException.class,
                                e -> assertThat(e.status()).isEqualTo(403));
            }
            try (DecartClient stranger = studio.client("dct_wrong")) {
                assertThatThrownBy(() -> stranger.tokens().create().block(Studio.PATIENCE))
                        .isInstanceOfSatisfying(TokenCreateException.class, e -> {
                            assertThat(e.status()).isEqualTo(401);
                            assertThat(e.code()).isEqualTo(ErrorCode.TOKEN_CREATE_ERROR);
                            assertThat((DecartException) e).hasMessageNotContaining("dct_wrong");
                        });
            }
        }
    }

    @Test
    void C66_nothingIsReportedAnywhere() {
        List<String> asked = new CopyOnWriteArrayList<>();
        try (Studio studio = new Studio();
                DecartClient client = DecartClient.builder()
                        .apiKey(studio.server.apiKey())
                        .baseUrl(studio.server.httpUrl())
                        .realtimeBaseUrl(studio.server.realtimeUrl())
                        .httpClient(HttpClient.create().doOnRequest((request, connection) -> asked.add(request.path())))
                        .build()) {
            RealtimeSession session = Objects.requireNonNull(client.realtime()
                    .connect(studio.options()
                            .initialState(InitialState.prompt("noir"))
                            .build())
                    .block(Studio.PATIENCE));
            Studio.awaitPicture(session, Studio::isNoir);
            session.disconnect().block(Studio.PATIENCE);
            assertThat(asked).containsExactly("v1/stream");
        }
    }
}
