package io.decart4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.decart4j.webrtc.WebRtcRuntime;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Conformance of the local server: each fault of negotiation, media and generation alone (docs/protocol.md, S34). */
class MediaFaultConformanceTest {

    private static final WebRtcRuntime RUNTIME = WebRtcRuntime.create();

    private final LocalDecartServer server =
            LocalDecartServer.builder().runtime(RUNTIME).start();
    private final RawClient socket = RawClient.connect(server);
    private final LocalSession session = session();

    @AfterEach
    void close() {
        socket.abort();
        server.close();
        assertThat(RUNTIME.openPeerConnections()).isZero();
    }

    @AfterAll
    static void dispose() {
        RUNTIME.close();
    }

    @Test
    void S34_anOfferCanGetNoAnswer() {
        session.faults().withholdAnswers();
        try (MediaClient client = MediaClient.offer(socket, RUNTIME)) {
            // Messages are taken in turn: with this ack the first offer is over.
            socket.prompt("noir").await("prompt_ack");
            assertThat(types()).doesNotContain("answer");
            session.faults().reset();
            client.sendOffer(sdp -> sdp).block(RawClient.SOON);
            socket.await("answer");
        }
    }

    @Test
    void S34_candidatesCanComeBeforeTheAnswerAndEndWithNull() {
        session.faults().sendCandidatesEarly();
        session.faults().endCandidates();
        try (MediaClient client = MediaClient.offer(socket.prompt("noir"), RUNTIME)) {
            client.awaitFrame(Seen::grey);
            List<String> types = typesUntil("answer");
            assertThat(types).contains("ice-candidate");
            long candidates = types.stream().filter("ice-candidate"::equals).count();
            assertThat(socket.messages("ice-candidate").take(candidates).blockLast(RawClient.SOON))
                    .containsEntry("candidate", null);
        }
    }

    @Test
    void S34_anAnswerCanBeStale() {
        try (MediaClient client = MediaClient.offer(socket.prompt("noir"), RUNTIME)) {
            client.awaitFrame(Seen::grey);
            session.faults().repeatAnswer();
            assertThat(socket.await("answer", 2)).isEqualTo(socket.await("answer"));
        }
    }

    @Test
    void S34_thePeerCanDieWhileTheSocketLives() {
        try (MediaClient client = MediaClient.offer(socket.prompt("noir"), RUNTIME)) {
            client.awaitFrame(Seen::grey);
            session.faults().closePeer();
            Wait.until(() -> RUNTIME.openPeerConnections() == 1);
            socket.prompt("alive").await("prompt_ack", 2);
        }
    }

    @Test
    void S34_thePeerCanDieBeforeTheReasonIsSaid() {
        try (MediaClient client = MediaClient.offer(socket.prompt("noir"), RUNTIME)) {
            client.awaitFrame(Seen::grey);
            socket.await("generation_started");
            session.faults().endBehindMedia("timeout", Duration.ofSeconds(2));
            Wait.until(() -> RUNTIME.openPeerConnections() == 1);
            socket.prompt("alive").await("prompt_ack", 2);
            assertThat(typesUntil("generation_ended"))
                    .filteredOn("prompt_ack"::equals)
                    .hasSize(2);
            assertThat(socket.await("generation_ended")).containsEntry("reason", "timeout");
            session.closed().block(RawClient.SOON);
        }
    }

    @Test
    void S34_mediaCanStopWhileTheSocketLives() {
        try (RawClient watching = RawClient.subscribe(server, session.id());
                MediaClient client = MediaClient.offer(socket.prompt("noir"), RUNTIME);
                MediaClient viewer = MediaClient.watch(watching, RUNTIME)) {
            client.awaitFrame(Seen::grey);
            viewer.awaitFrame(Seen::grey);
            session.faults().stopMedia();
            awaitMoreReceived(); // the one that was being generated
            long sent = session.framesSent();
            long shown = session.viewers().get(0).framesSent();
            awaitMoreReceived();
            assertThat(session.framesSent()).isEqualTo(sent);
            assertThat(session.viewers().get(0).framesSent()).isLessThanOrEqualTo(shown + 1);
            socket.prompt("invert").await("prompt_ack", 2);
            session.faults().reset();
            client.awaitFrame(Seen::inverted);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"the client goes", "reset", "the server ends"})
    void S34_theSocketCanBeLostWhileMediaLive(String end) {
        MediaClient client = MediaClient.offer(socket.prompt("noir"), RUNTIME);
        try {
            client.awaitFrame(Seen::grey);
            session.faults().dropSocketAlone();
            assertThatThrownBy(() -> socket.messages().then().block(RawClient.SOON))
                    .hasMessageContaining("reset");
            awaitMoreReceived();
            client.awaitFrame(Seen::grey);
            assertThat(server.sessions()).containsExactly(session);
            switch (end) {
                case "the client goes" -> client.close();
                case "reset" -> session.faults().reset();
                default -> server.close();
            }
            session.closed().block(RawClient.SOON);
            assertThat(server.sessions()).isEmpty();
        } finally {
            client.close();
        }
    }

    @Test
    void S34_creditsCanRunOut() {
        assertThat(Http.post(server, "/admin/credits-exhausted", null, "").status())
                .isEqualTo(200);
        assertThat(socket.awaitClose().reasonText()).isEqualTo("insufficient_credits");
    }

    @Test
    void S34_moderationCanEndASession() {
        assertThat(Http.post(server, "/admin/moderation", null, "").status()).isEqualTo(200);
        assertThat(socket.awaitClose().reasonText()).isEqualTo("moderation_violation");
    }

    private LocalSession session() {
        socket.await("session_id");
        return server.sessions().get(0);
    }

    private List<String> types() {
        return typesUntil("prompt_ack");
    }

    private List<String> typesUntil(String type) {
        return Objects.requireNonNull(socket.messages()
                .map(message -> String.valueOf(message.get("type")))
                .takeUntil(type::equals)
                .collectList()
                .block(RawClient.SOON));
    }

    private void awaitMoreReceived() {
        long before = session.framesReceived();
        Wait.until(() -> session.framesReceived() > before + 3);
    }
}
