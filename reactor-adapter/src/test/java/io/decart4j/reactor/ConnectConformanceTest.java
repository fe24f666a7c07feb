package io.decart4j.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.error.ConnectionException;
import io.decart4j.error.MediaException;
import io.decart4j.error.PhaseTimeoutException;
import io.decart4j.event.ConnectionState;
import io.decart4j.event.SessionEvent;
import io.decart4j.input.InitialState;
import io.decart4j.internal.session.DesiredState;
import io.decart4j.message.ServerMessage;
import io.decart4j.token.SubscribeToken;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

/** What docs/protocol.md says of how connect ends: when, why, and with what identity (C29 to C32). */
class ConnectConformanceTest extends ScriptedTest {

    @Test
    void C29_connectCompletesInConnectedOnly() {
        ScriptedSession scripted = new ScriptedSession();
        Outcome connect = new Outcome(scripted.session.connect());
        scripted.latest().opened();
        scripted.latest().says(new ServerMessage.SessionId("s", "10.0.0.5", 9090));
        scripted.latest().accepts();
        settle();
        assertThat(connect.toText()).isEqualTo("pending");
        scripted.latest().mediaUp();
        settle();
        assertThat(connect.toText()).isEqualTo("done");
        assertThat(scripted.session.isConnected()).isTrue();
    }

    @Test
    void C29_generationStartedBeforeThePeerIsConnectedCompletesConnect() {
        ScriptedSession scripted = new ScriptedSession();
        Outcome connect = new Outcome(scripted.session.connect());
        scripted.latest().opened();
        scripted.latest().accepts();
        scripted.latest().says(new ServerMessage.GenerationStarted());
        scripted.latest().mediaUp();
        settle();
        assertThat(connect.done).isTrue();
        assertThat(scripted.states()).containsExactly("connecting", "generating");
    }

    @Test
    void C30_aServerErrorFailsTheAttemptAtOnce() {
        ScriptedSession scripted = new ScriptedSession();
        new Outcome(scripted.session.connect());
        scripted.latest().opened();
        scripted.latest().says(new ServerMessage.ErrorMessage("Server at capacity. Please try again later."));
        pass(Duration.ofSeconds(1));
        assertThat(scripted.connections).hasSize(2);
        assertThat(scripted.connections.get(0).isClosed()).isTrue();
        assertThat(scripted.states()).containsExactly("connecting");
    }

    @ParameterizedTest
    @CsvSource({
        "initial state, error, Server at capacity",
        "initial state, close, WebSocket closed: 1011 oops",
        "initial state, socket, WebSocket error",
        "negotiating,   error, Server at capacity",
        "negotiating,   close, WebSocket closed: 1011 oops",
        "negotiating,   socket, WebSocket error",
        "negotiating,   media, bad SDP"
    })
    void C30_eachFaultFailsTheAttemptAtOnceWithTheFirstCause(String phase, String fault, String cause) {
        ScriptedSession scripted = new ScriptedSession();
        new Outcome(scripted.session.connect());
        ScriptedConnection connection = scripted.latest();
        connection.opened();
        if (phase.equals("negotiating")) {
            connection.accepts();
        }
        switch (fault) {
            case "error" -> connection.says(new ServerMessage.ErrorMessage("Server at capacity"));
            case "close" -> connection.closes(1011, "oops");
            case "socket" -> connection.breaks(ConnectionException.failed("WebSocket error", null));
            default -> connection.mediaLost(MediaException.negotiation("bad SDP", new IllegalStateException()));
        }
        connection.closes(1000, "afterwards");
        assertThat(connection.isClosed()).isTrue();
        settle();
        assertThat(cause(scripted, 0)).hasMessage(cause);
        pass(Duration.ofSeconds(1));
        assertThat(scripted.connections).hasSize(2);
    }

    @Test
    void C31_eachPhaseHasItsLimit() {
        ScriptedSession scripted = new ScriptedSession();
        new Outcome(scripted.session.connect());
        pass(Duration.ofSeconds(300));
        assertThat(cause(scripted, 0))
                .isInstanceOf(PhaseTimeoutException.class)
                .hasMessage("websocket timed out after 300000ms");
        assertThat(scripted.connections.get(0).cancelledWhileOpening).isTrue();
        pass(Duration.ofSeconds(1));
        scripted.latest().opened();
        pass(Duration.ofSeconds(30));
        assertThat(cause(scripted, 1)).hasMessage("initial-state timed out after 30000ms");
        pass(Duration.ofSeconds(2));
        scripted.latest().opened();
        scripted.latest().accepts();
        pass(Duration.ofSeconds(300));
        assertThat(cause(scripted, 2)).hasMessage("connection timed out after 300000ms");
        assertThat(scripted.connections.get(2).isClosed()).isTrue();
    }

    @Test
    void C31_theLimitsAreConfigurable() {
        ScriptedSession scripted = new ScriptedSession(
                Mono.just(DesiredState.PASSTHROUGH),
                SessionTimeouts.builder()
                        .webSocket(Duration.ofSeconds(2))
                        .initialState(Duration.ofSeconds(3))
                        .connect(Duration.ofSeconds(4))
                        .build());
        new Outcome(scripted.session.connect());
        pass(Duration.ofSeconds(2));
        assertThat(cause(scripted, 0)).hasMessage("websocket timed out after 2000ms");
        pass(Duration.ofSeconds(1));
        scripted.latest().opened();
        pass(Duration.ofSeconds(3));
        assertThat(cause(scripted, 1)).hasMessage("initial-state timed out after 3000ms");
        pass(Duration.ofSeconds(2));
        scripted.latest().opened();
        scripted.latest().accepts();
        pass(Duration.ofSeconds(4));
        assertThat(cause(scripted, 2)).hasMessage("connection timed out after 4000ms");
    }

    @Test
    void C31_thereIsADeadlineForAllAttemptsTogether() {
        ScriptedSession scripted = new ScriptedSession(
                ScriptedSession.EXACT.toBuilder().budget(Duration.ofSeconds(5)).build());
        Outcome connect = new Outcome(scripted.session.connect());
        for (int attempt = 1; attempt <= 3; attempt++) {
            scripted.latest().refused(ConnectionException.failed("no " + attempt, null));
            pass(Duration.ofSeconds(1L << (attempt - 1)));
        }
        assertThat(scripted.connections).hasSize(3); // at 0, 1 and 3 s; the next would begin at 7 s
        assertThat(connect.error.get()).hasMessage("no 3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"opening", "initial state", "negotiating", "waiting"})
    void C31_cancellingConnectClosesEverythingInEveryPhase(String when) {
        ScriptedSession scripted = new ScriptedSession();
        Outcome connect = bring(scripted, when);
        Objects.requireNonNull(connect).subscription.dispose();
        pass(Duration.ofMinutes(20));
        assertClosed(scripted, when);
        assertThat(scripted.session.connectionState()).isEqualTo(ConnectionState.DISCONNECTED);
    }

    @Test
    void C32_theSessionIdYieldsASubscribeTokenOfTheSameValues() {
        ScriptedSession scripted = connected();
        assertThat(scripted.session.subscribeToken()).isEmpty();
        scripted.latest().says(new ServerMessage.SessionId("sess-abc", "10.0.0.5", 9090));
        settle();
        assertThat(scripted.session.sessionId()).contains("sess-abc");
        String token = scripted.session.subscribeToken().orElseThrow();
        assertThat(SubscribeToken.decode(token)).isEqualTo(new SubscribeToken.Direct("sess-abc", "10.0.0.5", 9090));
        assertThat(scripted.told(SessionEvent.SessionStarted.class))
                .containsExactly(new SessionEvent.SessionStarted("sess-abc", token));
    }

    @Test
    void C32_aReconnectHasAnIdentityOfItsOwnAndTellsIt() {
        ScriptedSession scripted = connected();
        scripted.latest().says(new ServerMessage.SessionId("one", "10.0.0.5", 9090));
        scripted.latest().drops();
        settle();
        scripted.latest().says(new ServerMessage.SessionId("two", "10.0.0.6", 9091));
        scripted.latest().connects();
        settle();
        assertThat(scripted.session.sessionId()).contains("two");
        assertThat(SubscribeToken.decode(scripted.session.subscribeToken().orElseThrow()))
                .isEqualTo(new SubscribeToken.Direct("two", "10.0.0.6", 9091));
        assertThat(scripted.told(SessionEvent.SessionStarted.class))
                .extracting(SessionEvent.SessionStarted::sessionId)
                .containsExactly("one", "two");
    }

    @Test
    void afterTheQueueTheLimitOfConnectingHoldsAgain() {
        ScriptedSession scripted = new ScriptedSession(InitialState.prompt("noir"));
        new Outcome(scripted.session.connect());
        scripted.latest().opened();
        scripted.latest().says(new ServerMessage.QueuePosition(1, 2));
        pass(Duration.ofMinutes(20));
        assertThat(scripted.told(SessionEvent.Reconnecting.class)).isEmpty();
        scripted.latest().accepts();
        pass(Duration.ofSeconds(299));
        assertThat(scripted.told(SessionEvent.Reconnecting.class)).isEmpty();
        pass(Duration.ofSeconds(1));
        assertThat(cause(scripted, 0)).hasMessage("connection timed out after 300000ms");
    }

    @Test
    void wordsOfAQueueSuspendNothingOnceTheServerHasAPlace() {
        ScriptedSession scripted = new ScriptedSession(InitialState.prompt("noir"));
        new Outcome(scripted.session.connect());
        scripted.latest().opened();
        scripted.latest().accepts();
        scripted.latest().says(new ServerMessage.Status("odd"), new ServerMessage.QueuePosition(3, 7));
        pass(Duration.ofSeconds(300));
        assertThat(cause(scripted, 0)).hasMessage("connection timed out after 300000ms");
    }
}
