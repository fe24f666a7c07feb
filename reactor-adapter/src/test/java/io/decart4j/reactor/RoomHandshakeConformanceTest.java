package io.decart4j.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.error.CommandException;
import io.decart4j.error.PhaseTimeoutException;
import io.decart4j.event.SessionEvent;
import io.decart4j.input.InitialState;
import io.decart4j.message.ClientMessage;
import io.decart4j.message.ServerMessage;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What docs/protocol.md says of the way into a room, in virtual time and without a socket: C24 to C27 and C50. */
class RoomHandshakeConformanceTest extends ScriptedTest {

    private static final ClientMessage NOIR = new ClientMessage.Prompt("noir", true);

    private static ScriptedSession opened(InitialState initial) {
        ScriptedSession scripted = ScriptedSession.inRooms(initial);
        new Outcome(scripted.session.connect());
        scripted.latest().opened();
        return scripted;
    }

    @Test
    void C24_theJoinIsFirstAndTheInitialStateSecondWithoutWaiting() {
        ScriptedSession scripted = opened(InitialState.prompt("noir"));
        assertThat(scripted.latest().sent).containsExactly(new ClientMessage.LivekitJoin(false), NOIR);
        assertThat(scripted.latest().room.asked).isEmpty();
    }

    @Test
    void C24_withoutAnInitialStateTheJoinIsAlone() {
        ScriptedSession scripted = opened(InitialState.none());
        scripted.latest().connectsThroughItsRoom();
        pass(Duration.ofMinutes(1));
        assertThat(scripted.latest().sent).containsExactly(new ClientMessage.LivekitJoin(true));
        assertThat(scripted.session.isConnected()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"none, , true", "noir, , false", "none, false, false", "noir, true, true", "noir, false, false"})
    void C25_passthroughFollowsFromTheInitialStateUnlessItIsSaid(String prompt, Boolean said, boolean told) {
        InitialState.Values initial = prompt.equals("none") ? InitialState.none() : InitialState.prompt(prompt);
        ScriptedSession scripted = opened(said == null ? initial : initial.passthrough(said));
        assertThat(scripted.latest().sent.get(0)).isEqualTo(new ClientMessage.LivekitJoin(told));
        assertThat(scripted.latest().sent).hasSize(prompt.equals("none") ? 1 : 2);
    }

    @Test
    void C25_afterALossItFollowsFromWhatIsInForceThen() {
        ScriptedSession scripted = opened(InitialState.none());
        scripted.latest().connectsThroughItsRoom();
        settle();
        new Outcome(scripted.session.setPrompt("noir"));
        scripted.latest().accepts();
        scripted.latest().drops();
        settle();
        scripted.latest().opened();
        assertThat(scripted.connections).hasSize(2);
        assertThat(scripted.latest().sent).containsExactly(new ClientMessage.LivekitJoin(false), NOIR);
    }

    @Test
    void C26_theRoomHasToBeNamedWithin15Seconds() {
        ScriptedSession scripted = opened(InitialState.none());
        pass(Duration.ofMillis(14_999));
        assertThat(scripted.told(SessionEvent.Reconnecting.class)).isEmpty();
        pass(Duration.ofMillis(1));
        assertThat(cause(scripted, 0))
                .hasMessage("livekit_room_info timed out after 15000ms")
                .isInstanceOf(PhaseTimeoutException.class);
    }

    @Test
    void C26_thePlaceInTheQueueSuspendsTheLimitAndIsToldWhileConnecting() {
        ScriptedSession scripted = opened(InitialState.prompt("noir"));
        scripted.latest().says(new ServerMessage.QueuePosition(2, 4));
        pass(Duration.ofMinutes(20));
        scripted.latest().says(new ServerMessage.QueuePosition(1, 4));
        pass(Duration.ofMinutes(20));
        assertThat(scripted.told(SessionEvent.QueuePosition.class))
                .containsExactly(new SessionEvent.QueuePosition(2, 4), new SessionEvent.QueuePosition(1, 4));
        assertThat(scripted.states()).containsExactly("connecting");
        scripted.latest().connectsThroughItsRoom();
        scripted.latest().accepts();
        settle();
        assertThat(scripted.states()).containsExactly("connecting", "connected");
        assertThat(scripted.connections).hasSize(1);
    }

    @Test
    void C27_anAckBeforeTheRoomIsNotLost() {
        ScriptedSession scripted = opened(InitialState.prompt("noir"));
        scripted.latest().accepts();
        scripted.latest().connectsThroughItsRoom();
        pass(Duration.ofMinutes(2));
        assertThat(scripted.told(SessionEvent.ErrorOccurred.class)).isEmpty();
        assertThat(scripted.told(SessionEvent.PhaseTiming.class))
                .extracting(SessionEvent.PhaseTiming::phase)
                .containsExactlyInAnyOrder(
                        "websocket",
                        "initial-state",
                        "room-info",
                        "room-join",
                        "publish-local-track",
                        "webrtc-handshake",
                        "total");
    }

    @Test
    void C27_theLimitForTheAckBeginsWithTheRoomAndAfterItTheSessionGoesOn() {
        ScriptedSession scripted = opened(InitialState.prompt("noir"));
        scripted.latest().says(new ServerMessage.QueuePosition(1, 1));
        pass(Duration.ofMinutes(5));
        scripted.latest().connectsThroughItsRoom();
        pass(Duration.ofMillis(29_999));
        assertThat(scripted.told(SessionEvent.ErrorOccurred.class)).isEmpty();
        pass(Duration.ofMillis(1));
        assertThat(scripted.told(SessionEvent.ErrorOccurred.class))
                .singleElement()
                .satisfies(event -> assertThat(event.error())
                        .hasMessage("initial-state timed out after 30000ms")
                        .isInstanceOf(PhaseTimeoutException.class));
        assertThat(scripted.session.isConnected()).isTrue();
        assertThat(scripted.connections).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void C27_mediaDoNotWaitForTheAckAndARefusalIsAnEvent(boolean before) {
        ScriptedSession scripted = opened(InitialState.prompt("gore"));
        ServerMessage refusal = new ServerMessage.PromptAck("gore", false, "rejected by moderation");
        if (before) {
            scripted.latest().says(refusal);
        }
        scripted.latest().connectsThroughItsRoom();
        settle();
        assertThat(scripted.session.isConnected()).isTrue();
        if (!before) {
            scripted.latest().says(refusal);
        }
        pass(Duration.ofMinutes(1));
        assertThat(scripted.told(SessionEvent.ErrorOccurred.class))
                .singleElement()
                .satisfies(event -> assertThat(event.error())
                        .hasMessage("rejected by moderation")
                        .isInstanceOf(CommandException.class));
        assertThat(scripted.session.isConnected()).isTrue();
        assertThat(scripted.connections).hasSize(1);
    }

    @Test
    void C50_aLateAckOfTheInitialStateSettlesNoOtherCommand() {
        ScriptedSession scripted = opened(InitialState.prompt("noir"));
        scripted.latest().connectsThroughItsRoom();
        pass(Duration.ofSeconds(30));
        Outcome command = new Outcome(scripted.session.setPrompt("noir"));
        scripted.latest().says(new ServerMessage.PromptAck("noir", true, null));
        settle();
        assertThat(command.toText()).isEqualTo("pending");
        scripted.latest().says(new ServerMessage.PromptAck("noir", true, null));
        settle();
        assertThat(command.toText()).isEqualTo("done");
    }

    @Test
    void aViewerOfARoomTellsNothing() {
        ScriptedSession scripted = ScriptedSession.watchingARoom();
        Outcome connect = new Outcome(scripted.session.connect());
        scripted.latest().connectsThroughItsRoom();
        settle();
        assertThat(connect.toText()).isEqualTo("done");
        assertThat(scripted.latest().sent).isEmpty();
        assertThat(scripted.latest().room.asked)
                .isEqualTo(
                        List.of(new ServerMessage.LivekitRoomInfo("wss://livekit", "room-token", "room-one", "one")));
    }
}
