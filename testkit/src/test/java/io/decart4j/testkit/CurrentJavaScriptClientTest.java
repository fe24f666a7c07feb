package io.decart4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.livekit.server.LiveKitServerExtension;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Today's official JavaScript client in headless Chromium uses the server and the rooms of a real livekit-server without
 * noticing. What its user does, and what pictures have to come back, is in {@code
 * src/test/browser/page/rooms/scenarios.js}; here is what the server sees of it.
 * Of docs/protocol.md: S06, S28 and S31 to S33, as far as the client needs them.
 */
class CurrentJavaScriptClientTest {

    @RegisterExtension
    static final LiveKitServerExtension LIVEKIT = new LiveKitServerExtension();

    private static @Nullable ScenarioProcess launched;

    private final Leftovers before = Leftovers.snapshot();
    private final List<LocalSession> sessions = new CopyOnWriteArrayList<>();
    private LocalDecartServer server = start(0);

    @BeforeAll
    static void launch() throws Exception {
        launched = ScenarioProcess.browser("rooms");
    }

    @AfterAll
    static void quit() throws Exception {
        if (launched != null) {
            launched.quit();
        }
    }

    @AfterEach
    void leavesNothing() {
        try (LocalDecartServer ending = server) {
            sessions.forEach(session -> session.closed().block(RawClient.SOON));
            assertThat(ending.sessions()).isEmpty();
        }
        before.assertNone();
        assertThat(RecordingLeakDetector.collect()).isEmpty();
    }

    @Test
    void steers() throws Exception {
        run("steers", Map.of());
        assertThat(sessions).singleElement().satisfies(session -> {
            assertThat(types(session))
                    .containsExactly(
                            "livekit_join",
                            "prompt",
                            "prompt",
                            "prompt",
                            "set_image",
                            "set_image",
                            "set_image",
                            "set_image");
            assertThat(session.prompt()).contains("noir");
            assertThat(session.framesSent()).isGreaterThan(10);
        });
    }

    @Test
    void waitsInTheQueueWithATokenOfItsOwn() throws Exception {
        server.close();
        server = start(3);
        run("queues", Map.of());
        assertThat(sessions)
                .singleElement()
                .satisfies(session -> assertThat(types(session)).containsExactly("livekit_join", "prompt"));
    }

    @Test
    void refersToFiles() throws Exception {
        run("refersToFiles", Map.of());
        assertThat(sessions)
                .singleElement()
                .satisfies(session -> assertThat(types(session))
                        .containsExactly("livekit_join", "set_image", "set_image", "set_image"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"drop", "close?code=1011&reason=scripted", "close-peer"})
    void recoversFrom(String fault) throws Exception {
        run("recovers", Map.of("fault", fault));
        assertThat(sessions).hasSize(2);
        assertThat(types(sessions.get(0))).containsExactly("livekit_join", "prompt");
        assertThat(types(sessions.get(1))).containsExactly("livekit_join", "prompt", "prompt");
    }

    @Test
    void isWatched() throws Exception {
        run("isWatched", Map.of());
        assertThat(sessions).hasSize(1);
    }

    @Test
    void hearsItself() throws Exception {
        run("hearsItself", Map.of());
        assertThat(sessions).hasSize(1);
    }

    @Test
    void replacesItsCamera() throws Exception {
        run("replacesCamera", Map.of());
        assertThat(sessions).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"vp8", "h264", "vp9"})
    void sendsIn(String codec) throws Exception {
        run("sendsIn", Map.of("codec", codec));
        assertThat(sessions)
                .singleElement()
                .satisfies(session -> assertThat(session.framesReceived()).isPositive());
    }

    @Test
    void givesUpOnAWrongKey() throws Exception {
        run("givesUpAtOnce", Map.of("key", "dct_wrong", "message", "Invalid API key"));
        assertThat(sessions).isEmpty();
    }

    private LocalDecartServer start(int queue) {
        LocalDecartServer started = LocalDecartServer.builder()
                .livekit(LIVEKIT.process().access())
                .tickInterval(Duration.ofMillis(200))
                .queue(queue)
                .start();
        started.newSessions().subscribe(sessions::add);
        return started;
    }

    private void run(String scenario, Map<String, String> more) throws Exception {
        Map<String, String> arguments = new HashMap<>(
                Map.of("http", server.httpUrl(), "realtime", server.realtimeUrl(), "key", server.apiKey()));
        arguments.putAll(more);
        Objects.requireNonNull(launched).run(scenario, arguments).forEach(System.out::println);
    }

    private static List<String> types(LocalSession session) {
        return session.log().stream().map(ReceivedMessage::type).toList();
    }
}
