package io.decart4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.decart4j.webrtc.WebRtcRuntime;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Conformance of the local server: each fault of the control socket alone (docs/protocol.md, S34). */
class FaultConformanceTest {

    private final LocalDecartServer server = LocalDecartServer.start();
    private final Faults faults = server.faults();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void S34_dropResetsTheConnection() {
        RawClient client = connected();
        faults.drop();
        awaitReset(client);
        server.sessions().forEach(session -> session.closed().block(RawClient.SOON));
        assertThat(server.sessions()).isEmpty();
    }

    @Test
    void S34_closeSaysItsCodeAndReason() {
        try (RawClient client = connected()) {
            faults.close(4321, "because");
            assertThat(client.awaitClose().code()).isEqualTo(4321);
            assertThat(client.awaitClose().reasonText()).isEqualTo("because");
        }
    }

    @Test
    void S34_acksCanBeLateAndKeepTheirOrder() {
        try (RawClient client = connected()) {
            faults.delayAcks(Duration.ofMillis(300));
            client.prompt("late");
            server.sessions().get(0).received().take(1).then().block(RawClient.SOON);
            faults.reset();
            client.prompt("after it").await("prompt_ack", 2);
            assertThat(values(client, "prompt_ack", "prompt", 2)).isEqualTo(List.of("late", "after it"));
        }
    }

    @Test
    void S34_acksCanBeWithheld() {
        try (RawClient client = connected()) {
            faults.withholdAcks();
            // The refusal of an offer, which came later, shows that no ack is on its way.
            client.prompt("none")
                    .send("{\"type\":\"offer\",\"sdp\":\"garbage\"}")
                    .await("error");
            faults.reset();
            assertThat(client.prompt("one").await("prompt_ack").get("prompt")).isEqualTo("one");
        }
    }

    @Test
    void S34_acksCanComeTwice() {
        try (RawClient client = connected()) {
            faults.duplicateAcks();
            client.prompt("twice").await("prompt_ack", 2);
            faults.reset();
            client.prompt("once").await("prompt_ack", 3);
            assertThat(values(client, "prompt_ack", "prompt", 3)).isEqualTo(List.of("twice", "twice", "once"));
        }
    }

    @Test
    void S34_acksCanNameAnotherPrompt() {
        try (RawClient client = connected()) {
            faults.ackOtherPrompt("other");
            assertThat(client.prompt("mine").await("prompt_ack").get("prompt")).isEqualTo("other");
        }
    }

    @Test
    void S34_acksCanComeWithoutTheirError() {
        try (RawClient client = connected()) {
            faults.omitAckErrors();
            assertThat(client.prompt("bare").await("prompt_ack")).doesNotContainKey("error");
        }
    }

    @Test
    void S34_connectionsCanBeRefused() {
        faults.refuseNext(1);
        faults.answerUnavailable(1);
        awaitReset(RawClient.connect(server));
        RawClient second = RawClient.connect(server);
        assertThatThrownBy(() -> second.messages().then().block(RawClient.SOON)).hasMessageContaining("503");
        try (RawClient third = connected()) {
            Faults ofSession = server.sessions().get(0).faults();
            assertThatThrownBy(() -> ofSession.refuseNext(1)).isInstanceOf(IllegalStateException.class);
            third.prompt("fine").await("prompt_ack");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"credits-restored", "reset"})
    void S34_creditsThatAreUsedUpStaySoUntilThereAreMore(String more) {
        try (RawClient spender = connected()) {
            faults.exhaustCredits();
            assertThat(spender.awaitClose().reasonText()).isEqualTo("insufficient_credits");
        }
        for (int i = 0; i < 2; i++) {
            try (RawClient late = RawClient.connect(server)) {
                assertThat(late.await("error").get("error")).isEqualTo("Insufficient credits");
                assertThat(late.awaitClose().reasonText()).isEqualTo("insufficient_credits");
            }
        }
        try (RawClient stranger = RawClient.connect(server, "dct_wrong")) {
            assertThat(stranger.await("error").get("error")).isEqualTo("Invalid API key");
        }
        assertThat(Http.post(server, "/admin/" + more, null, "").status()).isEqualTo(200);
        connected().close();
    }

    @Test
    void S34_aSessionThatCannotBePaidIsNotEverybodysEnd() {
        try (RawClient spender = connected()) {
            Faults ofSession = server.sessions().get(0).faults();
            ofSession.exhaustCredits();
            assertThat(spender.awaitClose().reasonText()).isEqualTo("insufficient_credits");
            assertThatThrownBy(ofSession::restoreCredits).isInstanceOf(IllegalStateException.class);
        }
        connected().close();
    }

    @Test
    void S34_framesCanBeGarbageAndOversized() {
        try (RawClient client = connected()) {
            faults.send("garbage");
            faults.sendLarge(20 << 20);
            client.await("garbage");
            assertThat(String.valueOf(client.await("padding").get("data"))).hasSizeGreaterThan((20 << 20) - 100);
        }
    }

    @Test
    void S34_theSessionIdCanComeTwice() {
        try (RawClient client = connected()) {
            faults.repeatSessionId();
            assertThat(client.await("session_id", 2)).isEqualTo(client.await("session_id"));
        }
    }

    @Test
    void S34_aConnectionCanWaitInAQueueOfAnyLength() {
        try (LocalDecartServer busy = LocalDecartServer.builder()
                        .queue(3, Duration.ofMillis(1))
                        .start();
                RawClient client = RawClient.connect(busy)) {
            client.await("session_id");
            assertThat(client.received(4).subList(0, 3))
                    .extracting(text -> RawClient.read(text).get("position"))
                    .containsExactly(3L, 2L, 1L);
            assertThat(values(client, "queue_position", "queue_size", 3)).isEqualTo(List.of(3L, 3L, 3L));
        }
    }

    @ParameterizedTest
    @EnumSource(HandshakePhase.class)
    void S34_anErrorCanComeInEveryPhase(HandshakePhase phase) {
        faults.errorNext(1, phase, "scripted");
        try (RawClient client = RawClient.connect(server);
                WebRtcRuntime runtime = WebRtcRuntime.create()) {
            comeTo(phase, client, runtime);
            assertThat(client.await("error").get("error")).isEqualTo("scripted");
            client.prompt("still here").await("prompt_ack");
        }
    }

    @ParameterizedTest
    @EnumSource(HandshakePhase.class)
    void S34_aCloseCanComeInEveryPhase(HandshakePhase phase) {
        faults.closeNext(1, phase, 4321, "because");
        try (RawClient client = RawClient.connect(server);
                WebRtcRuntime runtime = WebRtcRuntime.create()) {
            comeTo(phase, client, runtime);
            assertThat(client.awaitClose().code()).isEqualTo(4321);
            assertThat(client.awaitClose().reasonText()).isEqualTo("because");
            String after = phase == HandshakePhase.ANSWER ? "\"answer\"" : "\"none of them\"";
            assertThat(client.received()).allMatch(text -> text.contains(after) || text.contains("\"session_id\""));
        }
    }

    private static void comeTo(HandshakePhase phase, RawClient client, WebRtcRuntime runtime) {
        switch (phase) {
            case OPEN -> {}
            case INITIAL_STATE -> client.prompt("noir");
            case OFFER -> client.send("{\"type\":\"offer\",\"sdp\":\"garbage\"}");
            case ANSWER -> {
                try (MediaClient media = MediaClient.offer(client, runtime)) {
                    assertThat(client.await("answer")).containsKey("sdp");
                    assertThat(media.peer()).isNotNull();
                }
            }
        }
    }

    @Test
    void S34_aHalfOpenSocketNeitherReadsNorWrites() {
        try (RawClient client = connected()) {
            LocalSession session = server.sessions().get(0);
            session.faults().silence();
            faults.error("unheard");
            session.faults().reset();
            faults.error("heard");
            assertThat(client.await("error").get("error")).isEqualTo("heard");
            client.prompt("read again").await("prompt_ack");
        }
    }

    @Test
    void S34_aHalfOpenSocketDoesNotHoldUpTheServersEnd() {
        RawClient client = connected();
        faults.silence();
        client.prompt("into the void");
        server.close();
        client.awaitGone();
    }

    @ParameterizedTest
    @EnumSource(Break.class)
    void S34_aConnectionCanBreakBeforeItsSessionId(Break how) {
        faults.breakNext(1, HandshakePhase.OPEN, how);
        RawClient client = breakingOn(HandshakePhase.OPEN, how, "");
        assertThat(client.received()).noneMatch(text -> text.contains("session_id"));
    }

    @ParameterizedTest
    @EnumSource(Break.class)
    void S34_aConnectionCanBreakOnItsInitialState(Break how) {
        faults.breakNext(1, HandshakePhase.INITIAL_STATE, how);
        RawClient client = breakingOn(HandshakePhase.INITIAL_STATE, how, "{\"type\":\"prompt\",\"prompt\":\"a\"}");
        assertThat(client.received()).noneMatch(text -> text.contains("prompt_ack"));
    }

    @ParameterizedTest
    @EnumSource(Break.class)
    void S34_aConnectionCanBreakOnItsOffer(Break how) {
        faults.breakNext(1, HandshakePhase.OFFER, how);
        RawClient client = breakingOn(HandshakePhase.OFFER, how, "{\"type\":\"offer\",\"sdp\":\"garbage\"}");
        assertThat(client.received()).noneMatch(text -> text.contains("Negotiation failed"));
    }

    /** Connects, says something, and awaits that the connection breaks and its session ends. */
    private RawClient breakingOn(HandshakePhase phase, Break how, String say) {
        CompletableFuture<LocalSession> opening =
                server.newSessions().next().single().toFuture();
        RawClient client = RawClient.connect(server);
        if (phase != HandshakePhase.OPEN) {
            client.send(say);
        }
        LocalSession session = opening.join();
        session.received().take(phase == HandshakePhase.OPEN ? 0 : 1).then().block(RawClient.SOON);
        breaking(client, how);
        session.closed().block(RawClient.SOON);
        return client;
    }

    private void breaking(RawClient client, Break how) {
        switch (how) {
            case DROP -> awaitReset(client);
            case CLOSE -> assertThat(client.awaitClose().code()).isEqualTo(1011);
            case STALL -> {
                faults.reset();
                faults.error("stall over");
                client.await("error");
                client.close();
            }
        }
    }

    private RawClient connected() {
        RawClient client = RawClient.connect(server);
        client.await("session_id");
        return client;
    }

    private static void awaitReset(RawClient client) {
        assertThatThrownBy(() -> client.messages().then().block(RawClient.SOON)).hasMessageContaining("reset");
    }

    private static List<Object> values(RawClient client, String type, String field, int count) {
        return Objects.requireNonNull(client.messages(type)
                .take(count)
                .map(message -> Objects.requireNonNull(message.get(field)))
                .collectList()
                .block(RawClient.SOON));
    }
}
