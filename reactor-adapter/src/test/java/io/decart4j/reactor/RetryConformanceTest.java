package io.decart4j.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.error.ConnectionException;
import io.decart4j.error.ErrorCode;
import io.decart4j.error.MediaException;
import io.decart4j.error.ServerException;
import io.decart4j.error.SessionEndedException;
import io.decart4j.event.ConnectionState;
import io.decart4j.event.SessionEvent;
import io.decart4j.input.ImageSource;
import io.decart4j.input.InitialState;
import io.decart4j.message.ClientMessage;
import io.decart4j.message.ImagePayload;
import io.decart4j.message.ServerMessage;
import io.decart4j.reactor.internal.session.Backoff;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What docs/protocol.md says of attempts, losses and ends, in virtual time and without a socket: C54 to C59 and C61. */
class RetryConformanceTest extends ScriptedTest {

    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 1, 2, 3};

    @Test
    void C54_theDefaultsAreThoseOfTheOfficialClients() {
        assertThat(ReconnectPolicy.DEFAULT.retries()).isEqualTo(5);
        assertThat(IntStream.range(0, 5)
                        .mapToObj(n ->
                                new Backoff(ReconnectPolicy.DEFAULT).delay(n).toSeconds()))
                .containsExactly(1L, 2L, 4L, 8L, 10L);
    }

    @Test
    void C54_sixAttemptsWithWaitsOf1And2And4And8And10Seconds() {
        ScriptedSession scripted = scripted();
        Outcome connect = new Outcome(scripted.session.connect());
        int[] waits = {1, 2, 4, 8, 10};
        for (int retry = 0; retry < waits.length; retry++) {
            scripted.latest().refused(ConnectionException.failed("no " + retry, null));
            pass(Duration.ofSeconds(waits[retry]).minusMillis(1));
            assertThat(scripted.connections).hasSize(retry + 1);
            pass(Duration.ofMillis(1));
            assertThat(scripted.connections).hasSize(retry + 2);
        }
        scripted.latest().refused(ConnectionException.failed("last", null));
        settle();
        assertThat(connect.error.get()).isInstanceOf(ConnectionException.class).hasMessage("last");
        assertThat(scripted.told(SessionEvent.Reconnecting.class).stream()
                        .map(event -> event.attempt() + " " + event.delay().toSeconds()))
                .containsExactly("1 1", "2 2", "3 4", "4 8", "5 10");
        assertThat(scripted.states()).containsExactly("connecting", "disconnected");
        assertThat(lastError(scripted)).hasMessage("last");
    }

    @Test
    void C54_aPermanentErrorStopsAtOnce() {
        ScriptedSession scripted = scripted();
        Outcome connect = new Outcome(scripted.session.connect());
        scripted.latest().opened();
        scripted.latest().says(new ServerMessage.ErrorMessage("Invalid API key"));
        pass(Duration.ofMinutes(1));
        assertThat(connect.error.get()).isInstanceOf(ServerException.class).hasMessage("Invalid API key");
        assertThat(scripted.connections).hasSize(1);
        assertThat(scripted.latest().isClosed()).isTrue();
        assertThat(lastError(scripted).code()).isEqualTo(ErrorCode.WEBRTC_SERVER_ERROR);
        assertThat(scripted.told(SessionEvent.ErrorOccurred.class)).hasSize(1);
    }

    @Test
    void C54_theFirstReconnectAttemptIsImmediate() {
        ScriptedSession scripted = connected();
        scripted.latest().drops();
        settle();
        assertThat(scripted.connections).hasSize(2);
        assertThat(scripted.told(SessionEvent.Reconnecting.class))
                .extracting(SessionEvent.Reconnecting::attempt, SessionEvent.Reconnecting::delay)
                .containsExactly(Tuple.tuple(1, Duration.ZERO));
    }

    @Test
    void C55_aFailureBeforeTheFirstSuccessIsNoReconnect() {
        ScriptedSession scripted = scripted();
        new Outcome(scripted.session.connect());
        scripted.latest().opened();
        scripted.latest().drops();
        pass(Duration.ofSeconds(1));
        scripted.latest().refused(ConnectionException.failed("no", null));
        pass(Duration.ofSeconds(2));
        assertThat(scripted.connections).hasSize(3);
        assertThat(scripted.states()).containsExactly("connecting");
    }

    @Test
    void C55_reconnectingIsToldOnceALoss() {
        ScriptedSession scripted = connected();
        for (int loss = 0; loss < 2; loss++) {
            lasts();
            scripted.latest().drops();
            settle();
            scripted.latest().refused(ConnectionException.failed("no", null));
            pass(Duration.ofSeconds(1));
            scripted.latest().opened();
            scripted.latest().drops();
            pass(Duration.ofSeconds(2));
            scripted.latest().connects();
            settle();
        }
        assertThat(scripted.states())
                .containsExactly("connecting", "connected", "reconnecting", "connected", "reconnecting", "connected");
    }

    @Test
    void C55_nothingReconnectsAfterDisconnect() {
        ScriptedSession scripted = connected();
        new Outcome(scripted.session.disconnect());
        scripted.latest().drops();
        pass(Duration.ofMinutes(1));
        assertThat(scripted.connections).hasSize(1);
        assertThat(scripted.states()).containsExactly("connecting", "connected", "disconnected");
    }

    @Test
    void C56_anExhaustedReconnectIsDisconnectedThenAnError() {
        ScriptedSession scripted = connected();
        lasts();
        scripted.latest().drops();
        settle();
        for (int wait : new int[] {1, 2, 4, 8, 10}) {
            scripted.latest().refused(ConnectionException.failed("gone", null));
            pass(Duration.ofSeconds(wait));
        }
        assertThat(scripted.connections).hasSize(7);
        scripted.latest().refused(ConnectionException.failed("gone", null));
        settle();
        assertThat(scripted.states()).containsExactly("connecting", "connected", "reconnecting", "disconnected");
        List<SessionEvent> tail = scripted.events.subList(scripted.events.size() - 3, scripted.events.size());
        assertThat(tail.get(0)).isEqualTo(new SessionEvent.ConnectionChange(ConnectionState.DISCONNECTED));
        assertThat(tail.get(1)).isInstanceOf(SessionEvent.ErrorOccurred.class);
        assertThat(tail.get(2)).isInstanceOf(SessionEvent.Ended.class);
        assertThat(scripted.told(SessionEvent.Reconnecting.class))
                .extracting(SessionEvent.Reconnecting::attempt)
                .containsExactly(1, 2, 3, 4, 5, 6);
    }

    @Test
    void C57_theLastAcknowledgedPromptIsInForceAfterALoss() {
        ScriptedSession scripted = scripted(InitialState.prompt("first"));
        new Outcome(scripted.session.connect());
        scripted.latest().connects();
        Outcome second = new Outcome(scripted.session.setPrompt("second", false));
        scripted.latest().accepts();
        Outcome refused = new Outcome(scripted.session.setPrompt("third"));
        scripted.latest().says(new ServerMessage.PromptAck("third", false, "moderated"));
        assertThat(second.done).isTrue();
        assertThat(refused.error.get()).hasMessage("moderated");
        scripted.latest().drops();
        settle();
        assertThat(scripted.connections).hasSize(2);
        assertThat(scripted.connections.get(0).isClosed()).isTrue();
        scripted.latest().opened();
        assertThat(scripted.latest().told()).containsExactly(new ClientMessage.Prompt("second", false));
        scripted.latest().accepts();
        scripted.latest().mediaUp();
        settle();
        assertThat(scripted.states()).containsExactly("connecting", "connected", "reconnecting", "connected");
    }

    @Test
    void C57_theLastAcknowledgedImageIsInForceAfterALoss() {
        ScriptedSession scripted = connected(InitialState.prompt("first"));
        new Outcome(scripted.session.setImage(ImageSource.of(PNG)));
        settle();
        scripted.latest().accepts();
        new Outcome(scripted.session.setImage(ImageSource.clear()));
        scripted.latest().says(new ServerMessage.SetImageAck(false, "not now"));
        scripted.latest().drops();
        settle();
        scripted.latest().opened();
        assertThat(scripted.latest().told())
                .containsExactly(new ClientMessage.SetImage(new ImagePayload.Inline(PNG), "first", true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"insufficient_credits", "moderation_violation", "timeout"})
    void C58_theseReasonsEndTheSessionWithoutReconnect(String reason) {
        ScriptedSession scripted = connected();
        scripted.latest().says(new ServerMessage.GenerationEnded(61, reason));
        pass(Duration.ofMinutes(1));
        assertThat(scripted.connections).hasSize(1);
        assertThat(scripted.latest().isClosed()).isTrue();
        assertThat(scripted.told(SessionEvent.GenerationEnded.class))
                .containsExactly(new SessionEvent.GenerationEnded(61, reason));
        assertThat(lastError(scripted))
                .isInstanceOf(SessionEndedException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void C58_closeCode1013EndsTheSession() {
        ScriptedSession scripted = connected();
        scripted.latest().closes(1013, "Session Limit Reached");
        settle();
        assertThat(scripted.connections).hasSize(1);
        assertThat(lastError(scripted)).hasMessage("WebSocket closed: 1013 Session Limit Reached");
    }

    @Test
    void C59_whatComesLateFromAnOldConnectionHasNoEffect() {
        ScriptedSession scripted = connected();
        ScriptedConnection old = scripted.latest();
        old.mediaLost(MediaException.lost("ICE connection failed"));
        noReasonComes();
        ScriptedConnection next = scripted.latest();
        next.opened();
        assertThat(old.isClosed()).isTrue();
        assertThat(old.isListenedTo()).isFalse();
        old.says(
                new ServerMessage.SetImageAck(true, null), // not the ack that the next connection waits for
                new ServerMessage.GenerationStarted(),
                new ServerMessage.SessionId("old", "10.0.0.5", 1));
        old.closes(1013, "late");
        settle();
        assertThat(next.negotiating).isFalse();
        assertThat(scripted.session.sessionId()).isNotEqualTo(Optional.of("old"));
        assertThat(scripted.states()).containsExactly("connecting", "connected", "reconnecting");
        next.accepts();
        next.mediaUp();
        pass(Duration.ofMinutes(1));
        assertThat(scripted.connections).hasSize(2);
        assertThat(scripted.session.isConnected()).isTrue();
    }

    @Test
    void C61_aServerErrorKeepsItsWordsAsTheCauseOfTheClose() {
        ScriptedSession scripted = connected();
        scripted.latest().says(new ServerMessage.ErrorMessage("Insufficient credits"));
        assertThat(scripted.session.isConnected()).isTrue();
        scripted.latest().closes(1000, "");
        settle();
        assertThat(scripted.connections).hasSize(1);
        assertThat(lastError(scripted)).hasMessage("Insufficient credits");
    }

    @Test
    void anErrorThatWasLivedWithIsNotWhyTheConnectionIsLostLater() {
        ScriptedSession scripted = connected();
        scripted.latest().says(new ServerMessage.ErrorMessage("Invalid session"));
        pass(Duration.ofSeconds(10));
        assertThat(scripted.session.isConnected()).isTrue();
        scripted.latest().drops();
        settle();
        assertThat(scripted.connections).hasSize(2);
        assertThat(cause(scripted, 0)).isInstanceOf(ConnectionException.class);
    }

    @Test
    void afterADisconnectThereIsNoMoreTalkOfAnotherAttempt() {
        ScriptedSession scripted = connected();
        scripted.latest().goodbye = Duration.ofSeconds(1);
        scripted.latest().drops();
        settle();
        Outcome disconnect = new Outcome(scripted.session.disconnect());
        pass(Duration.ofSeconds(2));
        assertThat(disconnect.toText()).isEqualTo("done");
        assertThat(scripted.connections).hasSize(1);
        assertThat(scripted.told(SessionEvent.Reconnecting.class)).isEmpty();
        assertThat(scripted.states()).endsWith("reconnecting", "disconnected");
    }
}
