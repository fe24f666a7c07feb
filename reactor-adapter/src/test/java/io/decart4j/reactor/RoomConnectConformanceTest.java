package io.decart4j.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.error.ConnectionException;
import io.decart4j.error.MediaException;
import io.decart4j.event.SessionEvent;
import io.decart4j.input.InitialState;
import io.decart4j.message.ServerMessage;
import io.decart4j.token.SubscribeToken;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Sinks;

/** What docs/protocol.md says of how connect ends over a room: when, why, and with what identity (C29 to C33). */
class RoomConnectConformanceTest extends ScriptedTest {

    private ScriptedSession scripted;

    @BeforeEach
    void session() {
        scripted = ScriptedSession.inRooms(InitialState.none());
    }

    private ScriptedConnection to(String phase) {
        new Outcome(scripted.session.connect());
        return goesOn(phase);
    }

    private ScriptedConnection goesOn(String phase) {
        ScriptedConnection connection = scripted.latest();
        connection.opened();
        if (!phase.equals("naming")) {
            connection.names("one");
        }
        if (phase.equals("publishing")) {
            connection.room.joined();
        }
        settle();
        return connection;
    }

    @Test
    void C29_connectCompletesWhenTheTracksArePublished() {
        Outcome connect = new Outcome(scripted.session.connect());
        ScriptedConnection connection = scripted.latest();
        connection.opened();
        connection.names("one");
        settle();
        assertThat(connection.room.publishing).isFalse();
        connection.room.joined();
        settle();
        assertThat(connection.room.publishing).isTrue();
        assertThat(connect.toText()).isEqualTo("pending");
        connection.room.published();
        settle();
        assertThat(connect.toText()).isEqualTo("done");
        assertThat(scripted.states()).containsExactly("connecting", "connected");
    }

    @ParameterizedTest
    @CsvSource({
        "naming,     error,  Server at capacity",
        "naming,     close,  WebSocket closed: 1011 oops",
        "naming,     socket, WebSocket error",
        "joining,    error,  Server at capacity",
        "joining,    close,  WebSocket closed: 1011 oops",
        "joining,    room,   no such room",
        "publishing, error,  Server at capacity",
        "publishing, close,  WebSocket closed: 1011 oops",
        "publishing, socket, WebSocket error",
        "publishing, room,   no such room",
        "publishing, track,  not wanted"
    })
    void C30_eachFaultFailsTheAttemptAtOnceWithTheFirstCause(String phase, String fault, String cause) {
        ScriptedConnection connection = to(phase);
        switch (fault) {
            case "error" -> connection.says(new ServerMessage.ErrorMessage(cause));
            case "close" -> connection.closes(1011, "oops");
            case "socket" -> connection.breaks(ConnectionException.failed("WebSocket error", null));
            case "track" -> connection.room.notPublished(MediaException.lost("not wanted"));
            default -> {
                connection.room.refused(MediaException.lost("no such room"));
                connection.room.ends(MediaException.lost("no such room"));
            }
        }
        settle();
        assertThat(cause(scripted, 0)).hasMessage(cause);
        assertThat(scripted.states()).containsExactly("connecting");
        assertThat(connection.channelClosed).isTrue();
        assertThat(connection.room.left).isEqualTo(!phase.equals("naming"));
        pass(Duration.ofSeconds(1));
        assertThat(scripted.connections).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"naming", "joining", "publishing"})
    void C31_cancellingAPendingConnectClosesSocketAndRoom(String phase) {
        Outcome connect = new Outcome(scripted.session.connect());
        ScriptedConnection connection = goesOn(phase);
        connect.subscription.dispose();
        settle();
        assertThat(connection.channelClosed).isTrue();
        assertThat(connection.isListenedTo()).isFalse();
        assertThat(connection.room.cancelledWhileJoining).isEqualTo(phase.equals("joining"));
        assertThat(connection.room.left).isEqualTo(!phase.equals("naming"));
        pass(Duration.ofMinutes(20));
        assertThat(scripted.connections).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"joining", "publishing"})
    void theNextAttemptWaitsUntilTheRoomIsLeft(String phase) {
        ScriptedConnection connection = to(phase);
        Sinks.Empty<Void> gone = Sinks.empty();
        connection.room.gone = gone.asMono();

        connection.closes(1011, "oops");
        settle();
        assertThat(connection.room.left).isTrue();
        pass(Duration.ofMinutes(1));
        assertThat(scripted.connections).hasSize(1);

        gone.tryEmitEmpty();
        pass(Duration.ofSeconds(1));
        assertThat(scripted.connections).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"joining", "publishing"})
    void disconnectingCompletesWhenTheRoomIsLeft(String phase) {
        ScriptedConnection connection = to(phase);
        Sinks.Empty<Void> gone = Sinks.empty();
        connection.room.gone = gone.asMono();

        Outcome disconnect = new Outcome(scripted.session.disconnect());
        settle();
        pass(Duration.ofMinutes(1));
        assertThat(disconnect.toText()).isEqualTo("pending");

        gone.tryEmitEmpty();
        settle();
        assertThat(disconnect.toText()).isEqualTo("done");
    }

    @Test
    void C31_theLimitsArePhaseByPhase() {
        SessionTimeouts timeouts = SessionTimeouts.builder()
                .roomInfo(Duration.ofSeconds(3))
                .initialState(Duration.ofSeconds(4))
                .connect(Duration.ofSeconds(9))
                .build();
        ScriptedSession short3 = ScriptedSession.inRooms(InitialState.prompt("noir"), timeouts);
        new Outcome(short3.session.connect());
        short3.latest().opened();
        pass(Duration.ofSeconds(3));
        assertThat(cause(short3, 0)).hasMessage("livekit_room_info timed out after 3000ms");
        pass(Duration.ofSeconds(1));
        short3.latest().opened();
        short3.latest().names("two");
        pass(Duration.ofSeconds(4));
        assertThat(short3.told(SessionEvent.ErrorOccurred.class)).hasSize(1);
        pass(Duration.ofSeconds(5));
        assertThat(cause(short3, 1)).hasMessage("connection timed out after 9000ms");
    }

    @Test
    void C32_theRoomYieldsASubscribeTokenOfTheSameValues() {
        to("joining");
        String token = scripted.session.subscribeToken().orElseThrow();
        assertThat(scripted.session.sessionId()).contains("one");
        assertThat(SubscribeToken.decode(token)).isEqualTo(new SubscribeToken.Room("room-one"));
        assertThat(scripted.told(SessionEvent.SessionStarted.class))
                .containsExactly(new SessionEvent.SessionStarted("one", token));
    }

    @Test
    void C33_aFrameThatCannotBeReadOrIsOfTheOtherTransportIsIgnored() {
        new Outcome(scripted.session.connect());
        scripted.latest().connectsThroughItsRoom();
        scripted.latest()
                .says(
                        new ServerMessage.Unknown("Malformed message"),
                        new ServerMessage.Answer("v=0"),
                        new ServerMessage.IceCandidate(null),
                        new ServerMessage.LivekitRoomInfo("wss://other", "t", "room-other", "other"));
        settle();
        assertThat(scripted.session.isConnected()).isTrue();
        assertThat(scripted.latest().room.asked).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void aRoomWhoseDescriptionIsTooLongToBeKeptIsIgnored(int field) {
        new Outcome(scripted.session.connect());
        scripted.latest().opened();
        String[] fields = {"wss://livekit", "room-token", "room-one", "one"};
        fields[field] = "x".repeat(64 * 1024 + 1);
        scripted.latest().says(new ServerMessage.LivekitRoomInfo(fields[0], fields[1], fields[2], fields[3]));
        settle();
        assertThat(scripted.latest().room.asked).isEmpty();
        assertThat(scripted.told(SessionEvent.SessionStarted.class)).isEmpty();
        assertThat(scripted.told(SessionEvent.MessageIgnored.class))
                .containsExactly(new SessionEvent.MessageIgnored("livekit_room_info"));
    }
}
