package io.decart4j.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.input.ImageSource;
import io.decart4j.input.InitialState;
import io.decart4j.message.ClientMessage;
import io.decart4j.message.ImagePayload;
import io.decart4j.message.ServerMessage;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a new connection begins with: what the server acknowledged last, however late it did. */
class InForceTest extends ScriptedTest {

    private static ServerMessage accepted(String prompt) {
        return new ServerMessage.PromptAck(prompt, true, null);
    }

    private static ServerMessage refused(String prompt) {
        return new ServerMessage.PromptAck(prompt, false, "no");
    }

    /** What the connection after this one is told first. */
    private ClientMessage restored(ScriptedSession scripted) {
        settle();
        scripted.latest().drops();
        pass(Duration.ofSeconds(5));
        scripted.latest().opened();
        settle();
        assertThat(scripted.latest().sent).hasSize(1);
        return scripted.latest().sent.get(0);
    }

    private ScriptedSession with(String prompt) {
        ScriptedSession scripted = connected();
        scripted.session.setPrompt(prompt).subscribe();
        scripted.latest().says(accepted(prompt));
        return scripted;
    }

    @Test
    void aPromptThatIsAcknowledgedAfterItsLimitIsInForce() {
        ScriptedSession scripted = with("A");
        Outcome late = new Outcome(scripted.session.setPrompt("B"));
        pass(Duration.ofSeconds(16));
        assertThat(late.toText()).contains("timed out");
        scripted.latest().says(accepted("B"));
        assertThat(restored(scripted)).isEqualTo(new ClientMessage.Prompt("B", true));
    }

    @Test
    void aPromptThatIsAcknowledgedAfterItWasCancelledIsInForce() {
        ScriptedSession scripted = with("A");
        scripted.session.setPrompt("B").subscribe().dispose();
        scripted.latest().says(accepted("B"));
        assertThat(restored(scripted)).isEqualTo(new ClientMessage.Prompt("B", true));
    }

    @Test
    void aLateRefusalChangesNothing() {
        ScriptedSession scripted = with("A");
        scripted.session.setPrompt("B").subscribe().dispose();
        scripted.latest().says(refused("B"));
        assertThat(restored(scripted)).isEqualTo(new ClientMessage.Prompt("A", true));
    }

    @Test
    void whatWasAcknowledgedLastIsInForceAndNotWhatWasSentLast() {
        ScriptedSession scripted = connected();
        scripted.session.setPrompt("A").subscribe().dispose();
        Outcome second = new Outcome(scripted.session.setPrompt("B"));
        scripted.latest().says(accepted("B"), accepted("A"));
        assertThat(second.toText()).isEqualTo("done");
        assertThat(restored(scripted)).isEqualTo(new ClientMessage.Prompt("A", true));
    }

    @Test
    void aLateImageIsInForceToo() {
        ScriptedSession scripted = with("A");
        scripted.session.setImage(ImageSource.file("file_1")).subscribe().dispose();
        scripted.latest().says(new ServerMessage.SetImageAck(true, null));
        assertThat(restored(scripted))
                .isEqualTo(new ClientMessage.SetImage(new ImagePayload.Reference("file_1"), "A", true));
    }

    private ScriptedSession inARoom(InitialState initial) {
        ScriptedSession scripted = ScriptedSession.inRooms(initial);
        scripted.session.connect().subscribe();
        scripted.latest().connectsThroughItsRoom();
        settle();
        return scripted;
    }

    private List<ClientMessage> toldAfterALoss(ScriptedSession scripted) {
        settle();
        scripted.latest().drops();
        pass(Duration.ofSeconds(5));
        scripted.latest().opened();
        settle();
        return scripted.latest().sent;
    }

    @Test
    void anInitialStateThatARoomRefusesIsNotToldAgain() {
        ScriptedSession scripted = inARoom(InitialState.prompt("gore"));
        scripted.latest().says(refused("gore"));
        assertThat(toldAfterALoss(scripted)).containsExactly(new ClientMessage.LivekitJoin(true));
    }

    @Test
    void aRefusedInitialStateDoesNotSpoilWhatIsAcceptedBesideIt() {
        ScriptedSession scripted = inARoom(InitialState.prompt("gore"));
        scripted.session.setImage(ImageSource.file("file_9")).subscribe();
        scripted.latest().says(new ServerMessage.SetImageAck(true, null), refused("gore"));
        assertThat(toldAfterALoss(scripted))
                .containsExactly(
                        new ClientMessage.LivekitJoin(false),
                        new ClientMessage.SetImage(new ImagePayload.Reference("file_9"), null, null));
    }

    @Test
    void aRefusalThatComesAfterTheLimitCountsToo() {
        ScriptedSession scripted = inARoom(InitialState.prompt("gore"));
        pass(Duration.ofSeconds(31));
        scripted.latest().says(refused("gore"));
        assertThat(toldAfterALoss(scripted)).containsExactly(new ClientMessage.LivekitJoin(true));
    }

    @Test
    void whatIsRefusedAfterAReconnectIsNotToldAgainEither() {
        ScriptedSession scripted = inARoom(InitialState.prompt("noir"));
        scripted.latest().says(accepted("noir"));
        toldAfterALoss(scripted);
        scripted.latest().names("two");
        scripted.latest().room.joined();
        scripted.latest().room.published();
        scripted.latest().says(refused("noir"));
        assertThat(toldAfterALoss(scripted)).containsExactly(new ClientMessage.LivekitJoin(true));
    }

    @Test
    void anInitialStateThatWasNeverAnsweredIsToldAgain() {
        ScriptedSession scripted = inARoom(InitialState.prompt("noir"));
        pass(Duration.ofSeconds(31));
        assertThat(toldAfterALoss(scripted))
                .containsExactly(new ClientMessage.LivekitJoin(false), new ClientMessage.Prompt("noir", true));
    }

    @Test
    void moderationOfTheInitialStateEndsADirectSessionAtOnce() {
        ScriptedSession scripted = new ScriptedSession(InitialState.prompt("gore"));
        Outcome connect = new Outcome(scripted.session.connect());
        scripted.latest().opened();
        scripted.latest().says(new ServerMessage.PromptAck("gore", false, "Prompt rejected by moderation"));
        settle();
        assertThat(connect.toText()).isEqualTo("Prompt rejected by moderation");
        assertThat(scripted.connections).hasSize(1);
    }

    @Test
    void anotherRefusalOfTheInitialStateIsTriedAgainAsItIs() {
        ScriptedSession scripted = new ScriptedSession(InitialState.prompt("noir"));
        Outcome connect = new Outcome(scripted.session.connect());
        scripted.latest().opened();
        scripted.latest().says(new ServerMessage.PromptAck("noir", false, "the model is loading"));
        pass(Duration.ofSeconds(1));
        scripted.latest().connects();
        settle();
        assertThat(connect.toText()).isEqualTo("done");
        assertThat(scripted.latest().sent).containsExactly(new ClientMessage.Prompt("noir", true));
    }
}
