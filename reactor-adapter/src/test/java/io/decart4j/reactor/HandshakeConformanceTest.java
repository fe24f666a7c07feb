package io.decart4j.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.event.SessionEvent;
import io.decart4j.input.InitialState;
import io.decart4j.message.ClientMessage;
import io.decart4j.message.ServerMessage;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** What docs/protocol.md says of the way to a connection, in virtual time and without a socket: C11, C12, C15 and C22. */
class HandshakeConformanceTest extends ScriptedTest {

    @Test
    void C11_theFirstFrameIsTheInitialStateAndThereIsOneOfIt() {
        for (InitialState initial : List.of(InitialState.none(), InitialState.prompt("noir"))) {
            ScriptedSession scripted = new ScriptedSession(initial);
            new Outcome(scripted.session.connect());
            scripted.latest().connects();
            scripted.latest().says(new ServerMessage.GenerationStarted());
            pass(Duration.ofMinutes(1));
            assertThat(scripted.latest().sent).containsExactly(initial.toMessage(null));
        }
    }

    @Test
    void C12_noOfferBeforeTheAck() {
        ScriptedSession scripted = new ScriptedSession(InitialState.prompt("noir"));
        Outcome connect = new Outcome(scripted.session.connect());
        ScriptedConnection connection = scripted.latest();
        assertThat(connection.sent).isEmpty();
        connection.opened();
        assertThat(connection.sent).containsExactly(new ClientMessage.Prompt("noir", true));
        assertThat(connection.negotiating).isFalse();
        connection.accepts();
        assertThat(connection.negotiating).isTrue();
        settle();
        assertThat(connect.done).isFalse();
        connection.mediaUp();
        settle();
        assertThat(connect.done).isTrue();
        assertThat(scripted.states()).containsExactly("connecting", "connected");
        assertThat(scripted.told(SessionEvent.PhaseTiming.class).stream().map(SessionEvent.PhaseTiming::phase))
                .containsExactly("websocket", "initial-state", "webrtc-handshake", "total");
    }

    @Test
    void C12_aRefusedInitialStateFailsTheAttempt() {
        ScriptedSession scripted = new ScriptedSession(InitialState.prompt("no"));
        new Outcome(scripted.session.connect());
        scripted.latest().opened();
        scripted.latest().says(new ServerMessage.PromptAck("no", false, "rejected"));
        pass(Duration.ofSeconds(1));
        assertThat(scripted.connections).hasSize(2);
        assertThat(scripted.told(SessionEvent.Reconnecting.class).get(0).cause())
                .hasMessage("rejected");
    }

    @Test
    void C12_anAckOfAnotherTextOrKindIsNotTheOne() {
        ScriptedSession scripted = new ScriptedSession(InitialState.prompt("noir"));
        new Outcome(scripted.session.connect());
        scripted.latest().opened();
        scripted.latest()
                .says(new ServerMessage.PromptAck("other", true, null), new ServerMessage.SetImageAck(true, null));
        assertThat(scripted.latest().negotiating).isFalse();
        scripted.latest().says(new ServerMessage.PromptAck("noir", true, null));
        assertThat(scripted.latest().negotiating).isTrue();
    }

    @Test
    void C15_aViewerTellsNoInitialState() {
        ScriptedSession scripted = new ScriptedSession(Mono.empty(), SessionTimeouts.DEFAULT);
        Outcome connect = new Outcome(scripted.session.connect());
        scripted.latest().opened();
        assertThat(scripted.latest().negotiating).isTrue();
        scripted.latest().mediaUp();
        settle();
        assertThat(connect.done).isTrue();
        assertThat(scripted.latest().sent).isEmpty();
    }

    @Test
    void C22_readyUnknownTypesAndAcksOfNobodyAreIgnored() {
        ScriptedSession scripted = connected();
        scripted.latest()
                .says(
                        new ServerMessage.Unknown("brand_new"),
                        new ServerMessage.Ready(),
                        new ServerMessage.PromptAck("nobody", true, null),
                        new ServerMessage.SetImageAck(true, null),
                        new ServerMessage.GenerationTick(1.5));
        settle();
        assertThat(scripted.told(SessionEvent.MessageIgnored.class))
                .extracting(SessionEvent.MessageIgnored::what)
                .containsExactly("brand_new", "Ready");
        assertThat(scripted.told(SessionEvent.GenerationTick.class))
                .containsExactly(new SessionEvent.GenerationTick(1.5));
        assertThat(scripted.session.isConnected()).isTrue();
    }

    /** Only a loss of media waits for a reason: this is one. Until its attempt ends a session would look connected. */
    @Test
    void aRefusedInitialStateEndsItsAttemptAtOnceAlsoWhileTheServerGenerates() {
        ScriptedSession scripted = scripted(InitialState.prompt("a"));
        new Outcome(scripted.session.connect());
        scripted.latest().opened();
        scripted.latest().says(new ServerMessage.GenerationStarted());
        settle();
        assertThat(scripted.session.isConnected()).isTrue();

        scripted.latest().says(new ServerMessage.PromptAck("a", false, "moderated"));
        settle();

        assertThat(scripted.session.isConnected()).isFalse();
        assertThat(cause(scripted, 0)).hasMessage("moderated");
    }
}
