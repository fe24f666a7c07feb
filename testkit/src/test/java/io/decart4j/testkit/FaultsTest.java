package io.decart4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FaultsTest {

    private final LocalDecartServer server = LocalDecartServer.start();
    private final Faults faults = server.faults();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void dropResetsTheConnection() {
        RawClient client = connected();
        faults.drop();
        awaitReset(client);
        server.sessions().forEach(session -> session.closed().block(RawClient.SOON));
        assertThat(server.sessions()).isEmpty();
    }

    @Test
    void closeSaysItsCodeAndReason() {
        try (RawClient client = connected()) {
            faults.close(4321, "because");
            assertThat(client.awaitClose().code()).isEqualTo(4321);
            assertThat(client.awaitClose().reasonText()).isEqualTo("because");
        }
    }

    @Test
    void acksCanBeLateAndKeepTheirOrder() {
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
    void acksCanBeWithheldDoubledBareAndWrong() {
        try (RawClient client = connected()) {
            faults.withholdAcks();
            client.prompt("none")
                    .send("{\"type\":\"offer\",\"sdp\":\"garbage\"}")
                    .await("error");
            faults.reset();
            faults.duplicateAcks();
            client.prompt("twice").await("prompt_ack", 2);
            faults.reset();
            faults.ackOtherPrompt("other");
            client.prompt("mine").await("prompt_ack", 3);
            faults.reset();
            faults.omitAckErrors();
            assertThat(client.prompt("bare").await("prompt_ack", 4)).doesNotContainKey("error");
            faults.reset();
            faults.rejectCommands("no");
            assertThat(client.prompt("refused").await("prompt_ack", 5).get("error"))
                    .isEqualTo("no");
            assertThat(values(client, "prompt_ack", "prompt", 5))
                    .isEqualTo(List.of("twice", "twice", "other", "bare", "refused"));
        }
    }

    @Test
    void connectionsCanBeRefused() {
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

    @Test
    void anythingCanBeSent() {
        try (RawClient client = connected()) {
            faults.send("garbage");
            faults.error("scripted");
            faults.sendLarge(20 << 20);
            faults.repeatSessionId();
            client.await("garbage");
            assertThat(client.await("error").get("error")).isEqualTo("scripted");
            assertThat(String.valueOf(client.await("padding").get("data"))).hasSizeGreaterThan((20 << 20) - 100);
            assertThat(client.await("session_id", 2)).isEqualTo(client.await("session_id"));
        }
    }

    @Test
    void silenceNeitherReadsNorWrites() {
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
    void aSilentSessionDoesNotHoldUpTheServersEnd() {
        RawClient client = connected();
        faults.silence();
        client.prompt("into the void");
        server.close();
        client.awaitGone();
    }

    @ParameterizedTest
    @EnumSource(Break.class)
    void aConnectionCanBreakBeforeItsSessionId(Break how) {
        faults.breakNext(1, HandshakePhase.OPEN, how);
        RawClient client = breakingOn(HandshakePhase.OPEN, how, "");
        assertThat(client.received()).noneMatch(text -> text.contains("session_id"));
    }

    @ParameterizedTest
    @EnumSource(Break.class)
    void aConnectionCanBreakOnItsInitialState(Break how) {
        faults.breakNext(1, HandshakePhase.INITIAL_STATE, how);
        RawClient client = breakingOn(HandshakePhase.INITIAL_STATE, how, "{\"type\":\"prompt\",\"prompt\":\"a\"}");
        assertThat(client.received()).noneMatch(text -> text.contains("prompt_ack"));
    }

    @ParameterizedTest
    @EnumSource(Break.class)
    void aConnectionCanBreakOnItsOffer(Break how) {
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
