package io.decart4j.reactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.decart4j.error.ErrorCode;
import io.decart4j.error.InvalidOptionException;
import io.decart4j.input.Resolution;
import io.decart4j.input.Speed;
import io.decart4j.model.RealtimeModel;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What docs/protocol.md says of keys, addresses and models, as a server gets to see it: C01 to C05 and C07 to C09. */
class SetupConformanceTest {

    private static final Duration PATIENCE = Studio.PATIENCE;

    @Test
    void C01_aBlankKeyIsRefused() {
        assertInvalid(
                ErrorCode.INVALID_API_KEY,
                "apiKey",
                "DECART_API_KEY",
                () -> DecartClient.builder().apiKey("  ").build());
    }

    @Test
    void C02_bothBasesCanBeOverridden() {
        try (Doorman doorman = new Doorman();
                DecartClient client = doorman.client("k").build()) {
            client.realtime().connect(options().build()).onErrorComplete().block(PATIENCE);
            client.tokens().create().onErrorComplete().block(PATIENCE);
            assertThat(doorman.seen())
                    .extracting(Doorman.Request::path)
                    .containsExactly("/rt/v1/stream", "/api/v1/client/tokens");
        }
    }

    @Test
    void C03_baseUrlsAreChecked() {
        assertInvalid(
                ErrorCode.INVALID_BASE_URL,
                "realtimeBaseUrl",
                "not a url",
                () -> DecartClient.builder()
                        .apiKey("k")
                        .realtimeBaseUrl("not a url")
                        .build());
        assertInvalid(
                ErrorCode.INVALID_BASE_URL,
                "realtimeBaseUrl",
                "ws:",
                () -> DecartClient.builder()
                        .apiKey("k")
                        .realtimeBaseUrl("ws://example.com")
                        .build());
        assertInvalid(
                ErrorCode.INVALID_BASE_URL,
                "baseUrl",
                "http:",
                () -> DecartClient.builder()
                        .apiKey("k")
                        .baseUrl("http://example.com")
                        .build());
        DecartClient optedIn = DecartClient.builder()
                .apiKey("k")
                .realtimeBaseUrl("ws://example.com")
                .allowInsecure(true)
                .build();
        assertThat(optedIn).hasToString("DecartClient[ws://example.com]");
        optedIn.close();
    }

    @Test
    void C04_theUrlHasTheModelsPathAndTheParametersOnly() {
        try (Doorman doorman = new Doorman();
                DecartClient client = doorman.client("k").build()) {
            RealtimeModel own = new RealtimeModel("mine", "/v2/own", 30, 16, 16);
            Doorman.Request plain = connect(doorman, client, ConnectOptions.builder(own));
            assertThat(plain.path()).isEqualTo("/rt/v2/own");
            assertThat(plain.query()).containsOnlyKeys("api_key", "model", "user_agent");
            assertThat(plain.query()).containsEntry("model", "mine");
            Doorman.Request more = connect(
                    doorman, client, options().resolution(Resolution.P1080).queryParameter("speed", "fast & safe"));
            assertThat(more.query()).containsEntry("resolution", "1080p").containsEntry("speed", "fast & safe");
        }
    }

    @Test
    void theFastModeIsAskedForByNameAndTheStandardByNothing() {
        try (Doorman doorman = new Doorman();
                DecartClient client = doorman.client("k").build()) {
            assertThat(connect(doorman, client, options().speed(Speed.FAST)).query())
                    .containsEntry("speed", "fast");
            assertThat(connect(doorman, client, options().speed(Speed.STANDARD)).query())
                    .doesNotContainKey("speed");
        }
    }

    @Test
    void aSpeedThatAQueryParameterContradictsIsRefused() {
        assertInvalid(
                ErrorCode.INVALID_OPTIONS,
                "speed",
                "got fast and \"slow\"",
                () -> options()
                        .speed(Speed.FAST)
                        .queryParameter("speed", "slow")
                        .build());
        assertThat(options().speed(Speed.FAST).queryParameter("speed", "fast").build())
                .isNotNull();
    }

    @Test
    void C05_aKeyOfAnyCharactersSurvivesTheWayToTheServer() {
        String key = "a+b/c=d&e f%20?#";
        try (Doorman doorman = new Doorman();
                DecartClient client = doorman.client(key).build()) {
            Doorman.Request request = connect(doorman, client, options());
            assertThat(request.query()).containsEntry("api_key", key);
            assertThat(request.uri()).contains("api_key=a%2Bb%2Fc%3Dd%26e%20f%2520%3F%23&");
        }
    }

    @Test
    void C07_anUnknownModelIsRefusedWithTheKnownOnes() {
        assertInvalid(ErrorCode.MODEL_NOT_FOUND, "model", "lucy-2.1", () -> ConnectOptions.builder("no-such-model"));
    }

    @Test
    void C08_anAliasIsSentAsItIs() {
        try (Doorman doorman = new Doorman();
                DecartClient client = doorman.client("k").build()) {
            for (String name : List.of("lucy-latest", "mirage_v2")) {
                assertThat(connect(doorman, client, ConnectOptions.builder(name))
                                .query())
                        .containsEntry("model", name);
            }
        }
    }

    @Test
    void C09_theUserAgentIsInTheUrlAndInTheHeader() {
        try (Doorman doorman = new Doorman();
                DecartClient client =
                        doorman.client("k").integration("spring/4.1").build()) {
            Doorman.Request request = connect(doorman, client, options());
            assertThat(request.userAgent())
                    .matches("decart-java-sdk/\\S+ lang/java spring/4\\.1 runtime/jvm/\\S+")
                    .isEqualTo(request.query().get("user_agent"));
        }
    }

    private static ConnectOptions.Builder options() {
        return ConnectOptions.builder(Studio.SMALL);
    }

    private static Doorman.Request connect(Doorman doorman, DecartClient client, ConnectOptions.Builder options) {
        client.realtime().connect(options.build()).onErrorComplete().block(PATIENCE);
        List<Doorman.Request> seen = doorman.seen();
        return seen.get(seen.size() - 1);
    }

    private static void assertInvalid(ErrorCode code, String option, String says, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(InvalidOptionException.class, e -> {
            assertThat(e.code()).isEqualTo(code);
            assertThat(e.option()).isEqualTo(option);
            assertThat(e).hasMessageContaining(says);
        });
    }
}
