package io.decart4j.reactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.decart4j.error.ErrorCode;
import io.decart4j.error.InvalidOptionException;
import io.decart4j.error.ServerException;
import io.decart4j.event.SessionEvent;
import io.decart4j.input.ImageSource;
import io.decart4j.input.InitialState;
import io.decart4j.input.SetInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

/** What cannot be used is refused before anything is sent, by name. */
class BadInputTest {

    private static void assertInvalid(ErrorCode code, String option, String says, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(InvalidOptionException.class, e -> {
            assertThat(e.code()).isEqualTo(code);
            assertThat(e.option()).isEqualTo(option);
            assertThat(e).hasMessageContaining(says);
        });
    }

    @Test
    void whatIsNullIsRefusedWhereItIsGiven() {
        assertThatThrownBy(() -> ConnectOptions.builder("lucy-2.5").queryParameter("x", nothing()))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("value");
        assertThatThrownBy(() -> ConnectOptions.builder("lucy-2.5").queryParameter(nothing(), "x"))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("name");
    }

    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
    private static <T> T nothing() {
        return (T) null;
    }

    @Test
    void anOfferHookTakesATransportWithOffers() {
        ConnectOptions.Builder options = ConnectOptions.builder(Studio.SMALL).customizeOffer(Mono::just);
        assertInvalid(ErrorCode.INVALID_OPTIONS, "customizeOffer", "DIRECT", options::build);
        assertThat(options.transport(Transport.DIRECT).build()).isNotNull();
    }

    @Test
    void limitsAndPoliciesAreChecked() {
        assertInvalid(
                ErrorCode.INVALID_OPTIONS,
                "prompt",
                "positive",
                () -> SessionTimeouts.builder().prompt(Duration.ZERO).build());
        assertInvalid(
                ErrorCode.INVALID_OPTIONS,
                "query",
                "other than api_key",
                () -> ConnectOptions.builder("lucy-2.5").queryParameter("api_key", "x"));
        assertInvalid(
                ErrorCode.INVALID_OPTIONS,
                "jitter",
                "0 to 1",
                () -> ReconnectPolicy.builder()
                        .retries(1)
                        .firstDelay(Duration.ofSeconds(1))
                        .longestDelay(Duration.ofSeconds(2))
                        .jitter(1.1)
                        .build());
    }

    @Test
    void inputOfASessionIsRefusedBeforeAnythingIsSent(@TempDir Path folder) throws IOException {
        Path text = Files.writeString(folder.resolve("text.png"), "this is not a picture");
        Path large = Files.write(folder.resolve("large.png"), new byte[10 * 1024 * 1024 + 1]);
        DisposableServer web = HttpServer.create()
                .host("127.0.0.1")
                .port(0)
                .handle((request, response) -> response.sendNotFound())
                .bindNow();
        String missing = "http://127.0.0.1:" + web.port() + "/missing.png?secret=1";
        try (Studio studio = new Studio()) {
            RealtimeSession session = studio.connect(InitialState.none());
            int sent = studio.server.sessions().get(0).log().size();
            assertInvalid(ErrorCode.INVALID_INPUT, "prompt", "prompt", () -> session.setPrompt(""));
            assertInvalid(ErrorCode.INVALID_INPUT, "prompt", "prompt", () -> SetInput.prompt(""));
            assertRefused(session, ImageSource.of(text), "image");
            assertRefused(session, ImageSource.of(large), "10");
            assertRefused(session, ImageSource.of(folder.resolve("absent.png")), "absent.png");
            assertRefused(session, ImageSource.of(missing), "404");
            assertThat(countOf(studio, "set_image")).isEqualTo(1); // the initial state
            assertThat(studio.server.sessions().get(0).log().size()).isGreaterThanOrEqualTo(sent);
            session.setPrompt("noir").block(Studio.PATIENCE);
            Studio.awaitPicture(session, Studio::isNoir);
        } finally {
            web.disposeNow();
        }
    }

    private static void assertRefused(RealtimeSession session, ImageSource image, String says) {
        assertInvalid(
                ErrorCode.INVALID_INPUT,
                "image",
                says,
                () -> session.set(SetInput.image(image)).block(Studio.PATIENCE));
    }

    private static long countOf(Studio studio, String type) {
        return studio.server.sessions().get(0).log().stream()
                .filter(message -> message.type().equals(type))
                .count();
    }

    @Test
    void anUnreadableInitialImageFailsConnect(@TempDir Path folder) {
        try (Studio studio = new Studio()) {
            InitialState absent = InitialState.image(ImageSource.of(folder.resolve("absent.png")));
            assertInvalid(ErrorCode.INVALID_INPUT, "image", "absent.png", () -> studio.connect(absent));
            assertThat(studio.server.sessions()).isEmpty();
        }
    }

    @Test
    void aRefusedKeyEndsConnectAtOnce() {
        try (Studio studio = new Studio();
                DecartClient stranger = studio.client("dct_wrong")) {
            RealtimeSession session =
                    stranger.realtime().session(studio.options().build());
            assertThatThrownBy(() -> session.connect().block(Studio.PATIENCE))
                    .isInstanceOf(ServerException.class)
                    .hasMessage("Invalid API key");
            assertThat(session.events()
                            .ofType(SessionEvent.Reconnecting.class)
                            .count()
                            .block(Studio.PATIENCE))
                    .isZero();
        }
    }
}
