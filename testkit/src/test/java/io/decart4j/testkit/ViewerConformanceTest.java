package io.decart4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.webrtc.WebRtcRuntime;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Conformance of the local server: viewers, {@code /subscribe/{sid}} (docs/protocol.md, S24). */
class ViewerConformanceTest {

    private static final WebRtcRuntime RUNTIME = WebRtcRuntime.create();

    private final LocalDecartServer server =
            LocalDecartServer.builder().runtime(RUNTIME).start();
    private final RawClient producer = RawClient.connect(server);
    private final LocalSession session = session();

    @AfterEach
    void close() {
        producer.close();
        server.close();
        assertThat(RUNTIME.openPeerConnections()).isZero();
        assertThat(WebRtcRuntime.liveFrames()).isZero();
    }

    @AfterAll
    static void dispose() {
        RUNTIME.close();
    }

    @Test
    void S24_severalViewersSeeWhatTheProducerSees() {
        try (MediaClient sending = MediaClient.offer(producer.prompt("noir"), RUNTIME);
                RawClient one = subscribe();
                MediaClient first = MediaClient.watch(one, RUNTIME);
                RawClient two = subscribe();
                MediaClient second = MediaClient.watch(two, RUNTIME)) {
            for (MediaClient each : List.of(sending, first, second)) {
                each.awaitFrame(Seen::grey);
            }
            producer.prompt("invert");
            for (MediaClient each : List.of(sending, first, second)) {
                each.awaitFrame(Seen::inverted);
            }
            assertThat(server.sessions()).containsExactly(session);
            assertThat(session.viewers())
                    .hasSize(2)
                    .allSatisfy(viewer -> assertThat(viewer.framesSent()).isPositive());
            // Viewers say nothing but their offer and candidates, and hear nothing but the answer to these.
            assertThat(typesHeard(session.viewers().get(0))).isSubsetOf("offer", "ice-candidate");
        }
    }

    @Test
    void S24_theAnswerSendsVideoAndSound() {
        try (RawClient socket = subscribe();
                MediaClient viewer = MediaClient.watch(socket, RUNTIME)) {
            String answer = String.valueOf(socket.await("answer").get("sdp"));
            assertThat(directions(answer)).isEqualTo("video sendonly, audio sendonly");
            assertThat(viewer.peer()).isNotNull();
        }
    }

    @Test
    void S24_aViewerMayComeBeforeTheProducersMedia() {
        try (RawClient socket = subscribe();
                MediaClient viewer = MediaClient.watch(socket, RUNTIME)) {
            socket.await("answer");
            try (MediaClient sending = MediaClient.offer(producer.prompt("noir"), RUNTIME)) {
                viewer.awaitFrame(Seen::grey);
                assertThat(sending.peer()).isNotNull();
            }
        }
    }

    @Test
    void S24_aViewerThatLeavesHurtsNobody() {
        try (MediaClient sending = MediaClient.offer(producer.prompt("noir"), RUNTIME);
                RawClient staying = subscribe();
                MediaClient stays = MediaClient.watch(staying, RUNTIME)) {
            stays.awaitFrame(Seen::grey);
            RawClient leaving = subscribe();
            try (MediaClient leaves = MediaClient.watch(leaving, RUNTIME)) {
                leaves.awaitFrame(Seen::grey);
                LocalViewer viewer = session.viewers().get(1);
                leaving.abort();
                viewer.closed().block(RawClient.SOON);
            }
            assertThat(session.viewers()).hasSize(1);
            producer.prompt("invert");
            stays.awaitFrame(Seen::inverted);
            sending.awaitFrame(Seen::inverted);
        }
    }

    @Test
    void S24_aViewerMayNegotiateAgain() {
        try (MediaClient sending = MediaClient.offer(producer.prompt("noir"), RUNTIME);
                RawClient socket = subscribe()) {
            try (MediaClient first = MediaClient.watch(socket, RUNTIME)) {
                first.awaitFrame(Seen::grey);
            }
            try (MediaClient second = MediaClient.watch(socket, RUNTIME)) {
                second.awaitFrame(Seen::grey);
                assertThat(sending.peer()).isNotNull();
            }
        }
    }

    @Test
    void S24_viewersAreSentHomeWhenTheSessionEnds() {
        try (RawClient viewer = subscribe();
                RawClient other = subscribe()) {
            awaitViewers(viewer, other);
            producer.close();
            for (RawClient each : List.of(viewer, other)) {
                assertThat(each.awaitClose().code()).isEqualTo(1000);
                assertThat(each.awaitClose().reasonText()).isEqualTo("session ended");
            }
            session.closed().block(RawClient.SOON);
            assertNoSuchSession(session.id());
        }
    }

    @Test
    void S24_anUnknownSessionIsAnErrorAndTheEnd() {
        assertNoSuchSession("sess_nobody");
        assertNoSuchSession("");
    }

    @Test
    void S24_aViewersKeyIsCheckedAsAProducersIs() {
        try (RawClient client = RawClient.open(server, RawClient.subscription(server, session.id(), "dct_wrong"))) {
            assertThat(client.await("error").get("error")).isEqualTo("Invalid API key");
            assertThat(client.awaitClose().code()).isEqualTo(1008);
        }
        String token = Http.post(
                        server,
                        "/v1/client/tokens",
                        server.apiKey(),
                        "{\"allowedOrigins\":[\"https://example.com\"],\"allowedModels\":[\"another\"]}")
                .text("apiKey");
        try (RawClient client = RawClient.open(server, RawClient.subscription(server, session.id(), token))) {
            assertThat(client.await("error").get("error")).isEqualTo("Origin not allowed");
        }
    }

    @Test
    void S24_theSessionIdNamesTheAddressThatServesViewers() {
        Map<String, ?> said = producer.await("session_id");
        assertThat(said.get("server_ip")).isEqualTo("127.0.0.1");
        assertThat(said.get("server_port")).isEqualTo((long) server.port());
    }

    @Test
    void S24_faultsReachOneViewerOrAll() {
        try (RawClient kept = subscribe()) {
            awaitViewers(kept);
            RawClient one = subscribe();
            awaitViewers(one);
            String sid = session.viewers().get(1).id();
            Http reply = Http.post(server, "/admin/close?code=4001&reason=enough&sid=" + sid, null, "");
            assertThat(reply.status()).isEqualTo(200);
            assertThat(one.awaitClose().code()).isEqualTo(4001);
            assertThat(Http.get(server, "/admin/log").body()).contains("\"viewers\":[\"view_");
            kept.send("{\"type\":\"prompt\",\"prompt\":\"not from a viewer\"}");
            server.faults().error("for all");
            kept.await("error");
            producer.await("error");
            assertThat(session.prompt()).isEmpty();
            session.viewers().get(0).faults().drop();
            kept.awaitGone();
            assertThat(producer.prompt("here").await("prompt_ack").get("prompt"))
                    .isEqualTo("here");
        }
    }

    private void assertNoSuchSession(String sid) {
        try (RawClient client = RawClient.subscribe(server, sid)) {
            assertThat(client.await("error").get("error")).isEqualTo("Invalid session: session not found");
            assertThat(client.awaitClose().code()).isEqualTo(1008);
        }
    }

    private LocalSession session() {
        producer.await("session_id");
        return server.sessions().get(0);
    }

    private RawClient subscribe() {
        return RawClient.subscribe(server, session.id());
    }

    /** What is not negotiable is refused in words, and so shows that the viewer is there. */
    private static void awaitViewers(RawClient... viewers) {
        for (RawClient viewer : viewers) {
            viewer.send("{\"type\":\"offer\",\"sdp\":\"\"}").await("error");
        }
    }

    private static List<String> typesHeard(LocalViewer viewer) {
        return viewer.log().stream().map(ReceivedMessage::type).distinct().toList();
    }

    private static String directions(String sdp) {
        return Pattern.compile("m=(\\w+)[\\s\\S]*?a=(sendrecv|sendonly|recvonly|inactive)")
                .matcher(Objects.requireNonNull(sdp))
                .results()
                .map(section -> section.group(1) + " " + section.group(2))
                .collect(Collectors.joining(", "));
    }
}
