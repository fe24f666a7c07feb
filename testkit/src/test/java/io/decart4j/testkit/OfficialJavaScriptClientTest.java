package io.decart4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The official JavaScript client in headless Chromium uses the server without noticing. What its user does, and what
 * pictures have to come back, is in {@code src/test/browser/page/direct/scenarios.js}; here is what the server sees of it.
 * Of docs/protocol.md: S01, S04, S06, S21 and S24, as far as the client needs them.
 *
 * <p>The release is 0.0.46 of npm, the last one there that speaks WebRTC with the server itself. It says the initial
 * state after the offer or never, and ignores ticks; 0.0.48 and later say it before. With {@code DECART4J_JS_SDK} set
 * to the folder {@code packages/sdk} of a checkout, such as tag v0.0.68, that release is tried instead.
 */
class OfficialJavaScriptClientTest {

    private static final Set<String> COMMANDS = Set.of("prompt", "set_image");
    private static final int INITIAL_STATE_FIRST = 48;
    private static final int LAST_WITH_ICE_RESTART = 52;

    private static @Nullable ScenarioProcess launched;

    private final Leftovers before = Leftovers.snapshot();
    private final LocalDecartServer server =
            LocalDecartServer.builder().tickInterval(Duration.ofMillis(200)).start();
    private final List<LocalSession> sessions = new CopyOnWriteArrayList<>();

    OfficialJavaScriptClientTest() {
        server.newSessions().subscribe(sessions::add);
    }

    @BeforeAll
    static void launch() throws Exception {
        launched = ScenarioProcess.browser("direct");
    }

    @AfterAll
    static void quit() throws Exception {
        if (launched != null) {
            launched.quit();
        }
    }

    @AfterEach
    void leavesNothing() {
        try (server) {
            sessions.forEach(session -> session.closed().block(RawClient.SOON));
            assertThat(server.sessions()).isEmpty();
        }
        before.assertNone();
        assertThat(RecordingLeakDetector.collect()).isEmpty();
    }

    @Test
    void steers() throws Exception {
        run("steers", Map.of());
        assertThat(sessions).singleElement().satisfies(session -> {
            assertHandshake(session);
            assertThat(commands(session))
                    .endsWith("prompt", "prompt", "prompt", "set_image", "set_image", "set_image", "set_image");
            assertThat(session.prompt()).contains("noir");
            assertThat(session.framesSent()).isGreaterThan(10);
        });
    }

    @Test
    void connectsWithATokenOfItsOwn() throws Exception {
        run("usesToken", Map.of());
        assertThat(sessions).singleElement().satisfies(session -> {
            assertHandshake(session);
            assertThat(commands(session)).containsExactly("prompt");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"drop", "close?code=1011&reason=scripted", "close-peer"})
    void recoversFrom(String fault) throws Exception {
        run("recovers", Map.of("fault", fault));
        assertThat(sessions).hasSize(2).allSatisfy(OfficialJavaScriptClientTest::assertHandshake);
    }

    /** What the benchmark of recoveries asks of it. */
    @Test
    void tellsWhenFramesFlowAgain() throws Exception {
        AtomicLong dropped = new AtomicLong();
        List<String> lines = browser()
                .run(
                        "framesAgain",
                        Map.of("http", server.httpUrl(), "realtime", server.realtimeUrl(), "key", server.apiKey()),
                        line -> {
                            if (line.contains("flowing")) {
                                dropped.set(System.currentTimeMillis());
                                server.faults().drop();
                            }
                        });
        String at = lines.stream()
                .filter(line -> line.contains("\"at "))
                .map(line -> line.replaceAll("\\D", ""))
                .findFirst()
                .orElseThrow();
        assertThat(Long.parseLong(at)).isBetween(dropped.get(), System.currentTimeMillis());
        assertThat(sessions).hasSize(2);
    }

    @Test
    void recoversWhenRefusedAtFirst() throws Exception {
        server.newSessions().next().subscribe(first -> server.faults().refuseNext(1));
        run("recovers", Map.of("fault", "drop"));
        assertThat(sessions).hasSize(2).allSatisfy(OfficialJavaScriptClientTest::assertHandshake);
    }

    @Test
    void isWatched() throws Exception {
        run("isWatched", Map.of());
        assertThat(sessions).singleElement().satisfies(session -> {
            assertHandshake(session);
            // The page goes on when the session is over for it; the server hears of its sockets one after the other.
            Wait.until(() -> session.viewers().isEmpty());
        });
    }

    @Test
    void hearsItself() throws Exception {
        run("hearsItself", Map.of());
        assertThat(sessions).singleElement().satisfies(OfficialJavaScriptClientTest::assertHandshake);
    }

    @Test
    void restartsIce() throws Exception {
        assumeTrue(sdkPatch() <= LAST_WITH_ICE_RESTART, "later releases ignore it");
        run("restartsIce", Map.of());
        assertThat(sessions)
                .singleElement()
                .satisfies(session -> assertThat(types(session).stream().filter("offer"::equals))
                        .hasSize(2));
    }

    @Test
    void givesUpOnAWrongKey() throws Exception {
        run("giveUpAtOnce", Map.of("key", "dct_wrong", "message", "Invalid API key"));
        assertThat(sessions).isEmpty();
    }

    @Test
    void givesUpOnATokenOfAnotherOrigin() throws Exception {
        String token = Http.post(
                        server,
                        "/v1/client/tokens",
                        server.apiKey(),
                        Json.text(Map.of("allowedOrigins", List.of("https://example.com"))))
                .text("apiKey");
        run("giveUpAtOnce", Map.of("key", token, "message", "Origin not allowed"));
        assertThat(sessions).isEmpty();
    }

    private void run(String scenario, Map<String, String> more) throws Exception {
        Map<String, String> arguments = new HashMap<>(
                Map.of("http", server.httpUrl(), "realtime", server.realtimeUrl(), "key", server.apiKey()));
        arguments.putAll(more);
        browser().run(scenario, arguments).forEach(System.out::println);
    }

    /** One offer, its candidates, and the initial state said at most once before it: as often as this release does. */
    private static void assertHandshake(LocalSession session) {
        List<String> types = types(session);
        assertThat(types).containsOnlyOnce("offer").contains("ice-candidate");
        assertThat(types).isSubsetOf("offer", "ice-candidate", "prompt", "set_image");
        List<String> beforeOffer = types.subList(0, types.indexOf("offer"));
        assertThat(beforeOffer).hasSize(sdkPatch() >= INITIAL_STATE_FIRST ? 1 : 0);
        assertThat(COMMANDS).containsAll(beforeOffer);
    }

    private static List<String> commands(LocalSession session) {
        return types(session).stream().filter(COMMANDS::contains).toList();
    }

    private static List<String> types(LocalSession session) {
        return session.log().stream().map(ReceivedMessage::type).toList();
    }

    /** The third number of the SDK's version, 0.0.x. */
    private static int sdkPatch() {
        return Integer.parseInt(browser().version().replace("0.0.", ""));
    }

    private static ScenarioProcess browser() {
        return Objects.requireNonNull(launched);
    }
}
