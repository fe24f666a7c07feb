package io.decart4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.livekit.server.LiveKitServerExtension;
import io.decart4j.testsupport.Slow;
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
 * The official client for Python, with LiveKit's, uses the server and the rooms of a real livekit-server without noticing. What
 * its user does, and what pictures have to come back, is in {@code src/test/python/scenarios.py}; here is what the server sees
 * of it. Of docs/protocol.md: S01, S06, S28 and S31 to S33, as far as the client needs them.
 */
@Slow
class OfficialPythonClientTest {

    @RegisterExtension
    static final LiveKitServerExtension LIVEKIT = new LiveKitServerExtension();

    private static @Nullable ScenarioProcess launched;

    private final Leftovers before = Leftovers.snapshot();
    private final List<LocalSession> sessions = new CopyOnWriteArrayList<>();
    private LocalDecartServer server = start(LocalDecartServer.builder());

    @BeforeAll
    static void launch() throws Exception {
        launched = ScenarioProcess.python();
        assertThat(launched.version()).isEqualTo("0.2.4");
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
                            "set_image",
                            "prompt",
                            "prompt",
                            "prompt",
                            "set_image",
                            "set_image",
                            "set_image");
            assertThat(session.prompt()).contains("noir");
            assertThat(session.framesSent()).isGreaterThan(10);
        });
    }

    @Test
    void refersToFiles() throws Exception {
        run("refers_to_files", Map.of());
        assertThat(sessions)
                .singleElement()
                .satisfies(session ->
                        assertThat(types(session)).containsExactly("livekit_join", "prompt", "set_image", "set_image"));
    }

    @Test
    void waitsInTheQueue() throws Exception {
        restart(LocalDecartServer.builder().queue(3, Duration.ofMillis(300)));
        run("queues", Map.of());
        assertThat(sessions)
                .singleElement()
                .satisfies(session -> assertThat(types(session)).containsExactly("livekit_join", "prompt"));
    }

    @Test
    void hasATokenThatIsSigned() throws Exception {
        restart(LocalDecartServer.builder().serviceTier(0));
        run("has_a_token", Map.of("jwks", server.jwksUrl()));
        assertThat(sessions).singleElement().extracting(LocalSession::model).isEqualTo("lucy-2.5");
    }

    @Test
    void isWatched() throws Exception {
        String room = String.valueOf(
                RawClient.read(run("is_watched", Map.of()).get(0)).get("room"));
        assertThat(sessions).hasSize(1);
        assertThat(room).startsWith("room_");
        assertThat(LIVEKIT.process().rooms().isOpen(room)).isFalse();
    }

    @Test
    void runsOutOfCredits() throws Exception {
        run("runs_out_of_credits", Map.of());
        assertThat(sessions).hasSize(2);
    }

    @Test
    void recovers() throws Exception {
        run("recovers", Map.of());
        assertThat(sessions).hasSize(2);
        assertThat(types(sessions.get(0))).containsExactly("livekit_join", "prompt");
        assertThat(types(sessions.get(1))).containsExactly("livekit_join", "set_image", "prompt");
    }

    @Test
    void isTwoAtOnce() throws Exception {
        run("is_two", Map.of());
        assertThat(sessions).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"h264", "vp9"})
    void sendsIn(String codec) throws Exception {
        run("sends_in", Map.of("codec", codec));
        assertThat(sessions)
                .singleElement()
                .satisfies(session -> assertThat(session.framesReceived()).isPositive());
    }

    @Test
    void givesUpOnAWrongKey() throws Exception {
        run("gives_up_at_once", Map.of());
        assertThat(sessions).isEmpty();
    }

    private void restart(LocalServerBuilder settings) {
        server.close();
        server = start(settings);
    }

    private LocalDecartServer start(LocalServerBuilder settings) {
        LocalDecartServer started = settings.livekit(LIVEKIT.process().access()).start();
        started.newSessions().subscribe(sessions::add);
        return started;
    }

    private List<String> run(String scenario, Map<String, String> more) throws Exception {
        Map<String, String> arguments = new HashMap<>(
                Map.of("http", server.httpUrl(), "realtime", server.realtimeUrl(), "key", server.apiKey()));
        arguments.putAll(more);
        List<String> told = Objects.requireNonNull(launched).run(scenario, arguments);
        told.forEach(System.out::println);
        return told;
    }

    private static List<String> types(LocalSession session) {
        return session.log().stream().map(ReceivedMessage::type).toList();
    }
}
