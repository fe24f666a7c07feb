package io.decart4j.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.error.MediaException;
import io.decart4j.input.InitialState;
import io.decart4j.message.ServerMessage;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A client and a server that disagree about the transport: no attempt mends that, and the error says what does. */
class OtherTransportTest extends ScriptedTest {

    private static final String[] DIRECT = {"Transport.DIRECT", "decart.transport=direct", "--transport direct"};

    private static ScriptedSession opened() {
        ScriptedSession scripted = ScriptedSession.inRooms(InitialState.none());
        new Outcome(scripted.session.connect());
        scripted.latest().opened();
        return scripted;
    }

    @Test
    void aServerThatSaysItHasNoRoomsEndsTheSessionAtOnce() {
        ScriptedSession scripted = opened();
        scripted.latest().says(new ServerMessage.ErrorMessage("This server has no LiveKit: send an offer"));
        settle();
        assertThat(scripted.connections).hasSize(1);
        assertThat(scripted.states()).containsExactly("connecting", "disconnected");
        assertThat(lastError(scripted))
                .isInstanceOf(MediaException.class)
                .hasMessageContainingAll(DIRECT)
                .hasMessageContaining("This server has no LiveKit");
    }

    @Test
    void aServerThatGreetsAsDirectOnesDoAndNamesNoRoomIsNotTriedAgain() {
        ScriptedSession scripted = opened();
        scripted.latest().says(new ServerMessage.SessionId("s", "10.0.0.5", 9090));
        pass(SessionTimeouts.DEFAULT.roomInfo());
        pass(Duration.ofMinutes(1));
        assertThat(scripted.connections).hasSize(1);
        assertThat(lastError(scripted)).isInstanceOf(MediaException.class).hasMessageContainingAll(DIRECT);
    }

    @Test
    void aServerThatSaysOtherThingsIsTriedAgain() {
        ScriptedSession scripted = opened();
        scripted.latest().says(new ServerMessage.ErrorMessage("LiveKit room failed: busy"));
        settle();
        pass(Duration.ofSeconds(1));
        assertThat(scripted.connections).hasSize(2);
    }
}
