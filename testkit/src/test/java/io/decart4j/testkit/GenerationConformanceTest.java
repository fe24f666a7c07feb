package io.decart4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.media.VideoFrame;
import io.decart4j.media.source.TestPattern;
import io.decart4j.webrtc.WebRtcRuntime;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Conformance of the local server: what is generated and what is said of it (docs/protocol.md, S08, S13, S14, S22 and
 * S23).
 */
class GenerationConformanceTest {

    private static final WebRtcRuntime RUNTIME = WebRtcRuntime.create();
    private static final String PASSTHROUGH = "{\"type\":\"set_image\",\"image_data\":null,\"prompt\":null}";

    private final LocalDecartServer server = LocalDecartServer.builder()
            .runtime(RUNTIME)
            .tickInterval(Duration.ofMillis(200))
            .start();
    private final RawClient socket = RawClient.connect(server);

    @AfterAll
    static void dispose() {
        RUNTIME.close();
        assertThat(WebRtcRuntime.liveFrames()).isZero();
    }

    @AfterEach
    void close() {
        socket.close();
        server.close();
        assertThat(RUNTIME.openPeerConnections()).isZero();
    }

    @Test
    void S14_S22_everyCommandShowsInThePixels() {
        socket.send(PASSTHROUGH);
        try (MediaClient client = MediaClient.offer(socket, RUNTIME)) {
            client.awaitFrame(Seen::unchanged);
            socket.await("generation_started");
            socket.prompt("Film NOIR");
            client.awaitFrame(Seen::grey);
            socket.prompt("invert");
            client.awaitFrame(Seen::inverted);
            socket.prompt("tint #00ff00");
            client.awaitFrame(frame -> TestPattern.PATCHES.stream().allMatch(patch -> {
                int rgb = Pixels.meanRgb(frame, patch);
                return Bt601.green(rgb) > Bt601.red(rgb) + 60 && Bt601.green(rgb) > Bt601.blue(rgb) + 60;
            }));
            socket.prompt("noir").send(Pictures.setImage(0xFF00FF));
            client.awaitFrame(GenerationConformanceTest::isMagenta);
            socket.send("{\"type\":\"set_image\",\"image_data\":null,\"prompt\":\"noir\"}");
            client.awaitFrame(Seen::grey);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {PASSTHROUGH, "{\"type\":\"set_image\",\"image_data\":null}"})
    void S13_nothingAtAllIsPassthrough(String initialState) {
        socket.send(initialState);
        try (MediaClient client = MediaClient.offer(socket, RUNTIME)) {
            client.awaitFrame(Seen::unchanged);
            socket.await("generation_started");
            assertThat(server.sessions().get(0).framesSent()).isPositive();
        }
    }

    @Test
    void S22_startsOnceAndTicksUpwards() {
        try (MediaClient client = MediaClient.offer(socket.prompt("noir"), RUNTIME)) {
            client.awaitFrame(Seen::grey);
            socket.prompt("invert");
            List<Double> seconds = socket.messages("generation_tick")
                    .map(tick -> Double.valueOf(String.valueOf(tick.get("seconds"))))
                    .take(3)
                    .collectList()
                    .block(RawClient.SOON);
            assertThat(seconds).containsExactly(0.2, 0.4, 0.6);
            socket.close();
            assertThat(types()).containsOnlyOnce("generation_started");
            assertThat(types().indexOf("generation_started"))
                    .isGreaterThan(types().indexOf("prompt_ack"))
                    .isGreaterThan(types().indexOf("answer"))
                    .isLessThan(types().indexOf("generation_tick"));
        }
    }

    @Test
    void S22_wholeSecondsAreToldAsWholeNumbers() {
        try (LocalDecartServer usual =
                        LocalDecartServer.builder().runtime(RUNTIME).start();
                RawClient talk = RawClient.connect(usual).prompt("noir");
                MediaClient client = MediaClient.offer(talk, RUNTIME)) {
            client.awaitFrame(Seen::grey);
            talk.await("generation_tick", 2);
            usual.faults().endByModeration();
            assertThat(talk.received())
                    .contains(
                            "{\"type\":\"generation_tick\",\"seconds\":1}",
                            "{\"type\":\"generation_tick\",\"seconds\":2}")
                    .anyMatch(text -> text.matches("\\{\"type\":\"generation_ended\",\"seconds\":\\d+,.*"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"insufficient_credits", "moderation_violation", "disconnect"})
    void S22_saysWhyItEndedBeforeTheClose(String reason) {
        try (MediaClient client = MediaClient.offer(socket.prompt("noir"), RUNTIME)) {
            client.awaitFrame(Seen::grey);
            socket.await("generation_started");
            ending(reason).accept(server);
            assertThat(socket.await("generation_ended").get("reason")).isEqualTo(reason);
            assertThat(socket.awaitClose().code()).isEqualTo(reason.equals("disconnect") ? 1001 : 1000);
            assertThat(types()).endsWith("generation_ended").doesNotContain("error");
        }
    }

    @Test
    void S08_S22_saysThatTheTimeIsUp() {
        LocalServerBuilder settings = LocalDecartServer.builder().runtime(RUNTIME);
        settings.secondOfSessions = Duration.ofMillis(300);
        try (LocalDecartServer hasty = settings.start()) {
            String token = Http.post(
                            hasty,
                            "/v1/client/tokens",
                            hasty.apiKey(),
                            "{\"constraints\":{\"realtime\":{\"maxSessionDuration\":10}}}")
                    .text("apiKey");
            try (RawClient client = RawClient.connect(hasty, token).prompt("noir");
                    MediaClient media = MediaClient.offer(client, RUNTIME)) {
                media.awaitFrame(Seen::grey);
                client.await("generation_started");
                assertThat(client.await("generation_ended").get("reason")).isEqualTo("timeout");
                assertThat(client.awaitClose().code()).isEqualTo(1000);
            }
        }
    }

    @Test
    void S23_framesBeforeTheInitialStateGoBackAsTheyCame() {
        try (MediaClient client = MediaClient.offer(socket, RUNTIME)) {
            client.awaitFrame(Seen::unchanged);
            assertThat(server.sessions().get(0).framesSent()).isZero();
            socket.prompt("noir");
            client.awaitFrame(Seen::grey);
            socket.await("generation_started");
            socket.close();
            assertThat(types().indexOf("generation_started")).isGreaterThan(types().indexOf("prompt_ack"));
        }
    }

    @Test
    void S23_framesBeforeTheInitialStateAreDroppedWhenTold() {
        try (LocalDecartServer strict = LocalDecartServer.builder()
                        .runtime(RUNTIME)
                        .dropBeforeInitialState()
                        .start();
                RawClient talk = RawClient.connect(strict)) {
            talk.await("session_id");
            LocalSession quiet = strict.sessions().get(0);
            try (MediaClient client = MediaClient.offer(talk, RUNTIME)) {
                CompletableFuture<Boolean> firstIsGrey = client.firstFrame(Seen::grey);
                Wait.until(() -> quiet.framesReceived() > 5);
                talk.prompt("noir");
                assertThat(firstIsGrey).succeedsWithin(RawClient.SOON).isEqualTo(true);
            }
        }
    }

    private static Consumer<LocalDecartServer> ending(String reason) {
        return switch (reason) {
            case "insufficient_credits" -> server -> server.faults().exhaustCredits();
            case "moderation_violation" -> server -> server.faults().endByModeration();
            default -> LocalDecartServer::close;
        };
    }

    /** All that was heard on a connection that is gone. */
    private List<String> types() {
        return Objects.requireNonNull(socket.messages()
                .map(message -> String.valueOf(message.get("type")))
                .collectList()
                .block(RawClient.SOON));
    }

    private static boolean isMagenta(VideoFrame frame) {
        int rgb = Pixels.meanRgb(frame, TestPattern.PATCHES.get(3));
        return Bt601.red(rgb) > Bt601.green(rgb) + 60 && Bt601.blue(rgb) > Bt601.green(rgb) + 60;
    }
}
