package io.decart4j.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.input.ImageSource;
import io.decart4j.message.ClientMessage;
import io.decart4j.message.ImagePayload;
import io.decart4j.message.ServerMessage;
import java.time.Duration;
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
        settle();
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
}
