package io.decart4j.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.error.MediaException;
import io.decart4j.error.SessionEndedException;
import io.decart4j.event.SessionEvent;
import io.decart4j.input.InitialState;
import io.decart4j.message.ClientMessage;
import io.decart4j.message.ServerMessage;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What docs/protocol.md says of states and losses, over a room: C35, C39, C42, C54, C55, C57 to C59, C62 and C63. */
class RoomStatesConformanceTest extends ScriptedTest {

    private ScriptedSession scripted;

    @BeforeEach
    void session() {
        scripted = ScriptedSession.inRooms(InitialState.none());
    }

    private ScriptedConnection connect() {
        Outcome connect = new Outcome(scripted.session.connect());
        scripted.latest().connectsThroughItsRoom();
        settle();
        assertThat(connect.done).isTrue();
        return scripted.latest();
    }

    @Test
    void C35_connectingThenConnectedThenGenerating() {
        connect().says(new ServerMessage.GenerationStarted(), new ServerMessage.GenerationEnded(3, "disconnect"));
        settle();
        assertThat(scripted.states()).containsExactly("connecting", "connected", "generating");
        assertThat(scripted.told(SessionEvent.GenerationStarted.class)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"started", "tick"})
    void C35_whatIsGeneratedBeforeTheRoomIsUpCountsOnceItIs(String word) {
        Outcome connect = new Outcome(scripted.session.connect());
        ScriptedConnection connection = scripted.latest();
        connection.opened();
        connection.names("one");
        connection.says(
                word.equals("tick") ? new ServerMessage.GenerationTick(1) : new ServerMessage.GenerationStarted());
        settle();
        assertThat(connect.toText()).isEqualTo("pending");
        assertThat(scripted.states()).containsExactly("connecting");
        connection.room.joined();
        connection.room.published();
        settle();
        assertThat(connect.toText()).isEqualTo("done");
        assertThat(scripted.states()).containsExactly("connecting", "connected", "generating");
    }

    @Test
    void C35_theFirstTickMovesToGenerating() {
        connect().says(new ServerMessage.GenerationTick(1.5), new ServerMessage.GenerationTick(3));
        settle();
        assertThat(scripted.states()).containsExactly("connecting", "connected", "generating");
        assertThat(scripted.told(SessionEvent.GenerationTick.class))
                .containsExactly(new SessionEvent.GenerationTick(1.5), new SessionEvent.GenerationTick(3));
    }

    @Test
    void C39_theEndOfGenerationIsToldAndIsNoLoss() {
        connect().says(new ServerMessage.GenerationEnded(42, "error"));
        settle();
        assertThat(scripted.told(SessionEvent.GenerationEnded.class))
                .containsExactly(new SessionEvent.GenerationEnded(42, "error"));
        assertThat(scripted.session.isConnected()).isTrue();
    }

    @Test
    void C42_disconnectLeavesTheRoomOnceAndEndsTheSession() {
        ScriptedConnection connection = connect();
        Outcome end = new Outcome(scripted.session.disconnect());
        settle();
        new Outcome(scripted.session.disconnect());
        pass(Duration.ofMinutes(20));
        assertThat(end.done).isTrue();
        assertThat(connection.room.left).isTrue();
        assertThat(connection.channelClosed).isTrue();
        assertThat(scripted.states()).containsExactly("connecting", "connected", "disconnected");
        assertThat(scripted.connections).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"socket", "room"})
    void C55_aLossOfEitherMakesEverythingAnewAndIsToldOnce(String what) {
        ScriptedConnection first = connect();
        if (what.equals("socket")) {
            first.drops();
        } else {
            first.room.ends(MediaException.lost("LiveKit: gone"));
        }
        noReasonComes();
        assertThat(scripted.connections).hasSize(2);
        assertThat(first.room.left).isTrue();
        assertThat(first.channelClosed).isTrue();
        scripted.latest().opened();
        scripted.latest().names("two");
        scripted.latest().room.joined();
        scripted.latest().room.published();
        settle();
        assertThat(scripted.states()).containsExactly("connecting", "connected", "reconnecting", "connected");
        assertThat(scripted.session.sessionId()).contains("two");
    }

    @Test
    void C54_aRoomThatDoesNotWantThisClientIsNotTriedAgain() {
        connect().room.ends(MediaException.refused("LiveKit: removed", new IllegalStateException()));
        pass(Duration.ofMinutes(20));
        assertThat(scripted.connections).hasSize(1);
        assertThat(scripted.states()).containsExactly("connecting", "connected", "disconnected");
        assertThat(lastError(scripted)).hasMessage("LiveKit: removed");
    }

    @Test
    void C57_afterALossTheLastAcknowledgedStateIsInForce() {
        ScriptedConnection first = connect();
        new Outcome(scripted.session.setPrompt("noir"));
        first.accepts();
        new Outcome(scripted.session.setPrompt("never acknowledged"));
        first.room.ends(MediaException.lost("gone"));
        noReasonComes();
        scripted.latest().opened();
        assertThat(scripted.latest().sent)
                .containsExactly(new ClientMessage.LivekitJoin(false), new ClientMessage.Prompt("noir", true));
    }

    @Test
    void C58_usedUpCreditsEndTheSession() {
        connect().says(new ServerMessage.GenerationEnded(61, "insufficient_credits"));
        pass(Duration.ofMinutes(20));
        assertThat(scripted.connections).hasSize(1);
        assertThat(lastError(scripted)).isInstanceOf(SessionEndedException.class);
    }

    @Test
    void C59_theLateEndOfAnOldRoomHasNoEffect() {
        ScriptedConnection first = connect();
        first.drops();
        settle();
        scripted.latest().connectsThroughItsRoom();
        settle();
        first.room.ends(MediaException.lost("late"));
        settle();
        assertThat(scripted.connections).hasSize(2);
        assertThat(scripted.session.isConnected()).isTrue();
    }

    @Test
    void C62_theRoomIsMeasured() {
        connect();
        Outcome trip = new Outcome(scripted.session
                .roundTripTime()
                .doOnNext(time -> assertThat(time).isEqualTo(Duration.ofMillis(7))));
        settle();
        assertThat(trip.toText()).isEqualTo("done");
        Outcome sample = new Outcome(scripted.session.stats().next());
        pass(Duration.ofSeconds(1));
        assertThat(sample.toText()).isEqualTo("done");
    }

    @Test
    void whatIsSentToNobodyIsToldWithItsLength() {
        ScriptedConnection connection = connect();
        connection.room.stalls.tryEmitNext(true);
        pass(Duration.ofSeconds(7));
        connection.room.stalls.tryEmitNext(false);
        settle();
        assertThat(scripted.told(SessionEvent.SendingStall.class))
                .containsExactly(
                        new SessionEvent.SendingStall(true, Duration.ZERO),
                        new SessionEvent.SendingStall(false, Duration.ofSeconds(7)));
        assertThat(scripted.told(SessionEvent.Reconnecting.class)).isEmpty();
    }

    @Test
    void C63_videoThatStopsIsNoticed() {
        ScriptedConnection connection = connect();
        connection.room.frame();
        pass(Duration.ofSeconds(1));
        pass(StallPolicy.DEFAULT.after().multipliedBy(2));
        assertThat(scripted.told(SessionEvent.VideoStall.class))
                .singleElement()
                .satisfies(stall -> assertThat(stall.stalled()).isTrue());
        connection.room.frame();
        pass(StallPolicy.DEFAULT.after());
        assertThat(scripted.told(SessionEvent.VideoStall.class)).hasSize(2);
    }
}
