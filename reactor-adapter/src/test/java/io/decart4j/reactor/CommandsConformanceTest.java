package io.decart4j.reactor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.decart4j.error.CommandException;
import io.decart4j.error.InvalidOptionException;
import io.decart4j.event.SessionEvent;
import io.decart4j.input.ImageSource;
import io.decart4j.input.SetImageOptions;
import io.decart4j.input.SetInput;
import io.decart4j.message.ServerMessage;
import io.decart4j.message.SignalingCodec;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What docs/protocol.md says of commands, in virtual time and without a socket: C44 to C48. */
class CommandsConformanceTest extends RequestsScript {

    @ParameterizedTest
    @ValueSource(strings = {"prompt", "set", "image"})
    void C45_commandsOutsideConnectedFailAndNameTheState(String command) {
        ScriptedSession scripted = scripted();
        assertThat(command(scripted, command).toText()).isEqualTo("Cannot send message: connection is disconnected");
        new Outcome(scripted.session.connect());
        assertThat(command(scripted, command).toText()).isEqualTo("Cannot send message: connection is connecting");
        scripted.latest().connects();
        scripted.latest().drops();
        settle();
        assertThat(command(scripted, command).toText()).isEqualTo("Cannot send message: connection is reconnecting");
        new Outcome(scripted.session.disconnect());
        settle();
        Outcome late = command(scripted, command);
        assertThat(late.error.get())
                .hasMessage("Cannot send message: connection is disconnected")
                .isInstanceOfSatisfying(
                        CommandException.class,
                        e -> assertThat(e.reason()).isEqualTo(CommandException.Reason.NOT_CONNECTED));
        assertThat(scripted.connections.get(0).sent).hasSize(1); // the initial state
    }

    private static Outcome command(ScriptedSession scripted, String command) {
        return new Outcome(
                switch (command) {
                    case "prompt" -> scripted.session.setPrompt("x");
                    case "set" -> scripted.session.set(SetInput.prompt("x"));
                    default -> scripted.session.setImage(ImageSource.clear());
                });
    }

    @Test
    void C44_anEmptyPromptFailsBeforeAnythingIsSent() {
        ScriptedSession scripted = connected();
        assertThatThrownBy(() -> scripted.session.setPrompt("").subscribe()).isInstanceOf(InvalidOptionException.class);
        assertThatThrownBy(() -> scripted.session.set(SetInput.prompt("")).subscribe())
                .isInstanceOf(InvalidOptionException.class);
        assertThat(scripted.latest().told()).isEqualTo(nothingMuch());
    }

    @Test
    void C46_setPromptCompletesOnTheAckOfItsOwnTextOnly() {
        ScriptedSession scripted = connected();
        Outcome prompt = new Outcome(scripted.session.setPrompt("mine"));
        scripted.latest()
                .says(
                        new ServerMessage.PromptAck("another", true, null),
                        new ServerMessage.PromptAck("Mine", false, "no"),
                        new ServerMessage.SetImageAck(true, null));
        assertThat(prompt.toText()).isEqualTo("pending");
        scripted.latest().says(new ServerMessage.PromptAck("mine", true, null));
        assertThat(prompt.toText()).isEqualTo("done");
    }

    @Test
    void C46_setPromptFailsWithTheWordsOfTheAckAndTheSessionGoesOn() {
        ScriptedSession scripted = connected();
        Outcome refused = new Outcome(scripted.session.setPrompt("bad"));
        scripted.latest().says(new ServerMessage.PromptAck("bad", false, "rejected by moderation"));
        settle();
        assertThat(refused.error.get())
                .hasMessage("rejected by moderation")
                .isInstanceOfSatisfying(
                        CommandException.class,
                        e -> assertThat(e.reason()).isEqualTo(CommandException.Reason.REJECTED));
        assertThat(scripted.session.isConnected()).isTrue();
        assertThat(scripted.told(SessionEvent.ErrorOccurred.class)).isEmpty();
    }

    @Test
    void C46_setPromptTimesOutAfterFifteenSeconds() {
        ScriptedSession scripted = connected();
        Outcome prompt = new Outcome(scripted.session.setPrompt("slow"));
        pass(Duration.ofMillis(14_999));
        assertThat(prompt.toText()).isEqualTo("pending");
        pass(Duration.ofMillis(1));
        assertThat(prompt.toText()).isEqualTo("prompt timed out after 15000ms");
    }

    @Test
    void C47_imageCommandsTimeOutAfterThirtySecondsOrTheGivenLimit() {
        ScriptedSession scripted = connected();
        Outcome set = new Outcome(scripted.session.set(SetInput.prompt("slow")));
        pass(Duration.ofMillis(29_999));
        assertThat(set.toText()).isEqualTo("pending");
        pass(Duration.ofMillis(1));
        assertThat(set.toText()).isEqualTo("set timed out after 30000ms");
        Outcome image = new Outcome(scripted.session.setImage(
                ImageSource.clear(), SetImageOptions.none().timeout(Duration.ofMillis(700))));
        pass(Duration.ofMillis(699));
        assertThat(image.toText()).isEqualTo("pending");
        pass(Duration.ofMillis(1));
        assertThat(image.toText()).isEqualTo("image timed out after 700ms");
    }

    @Test
    void C47_imageCommandsFailWithTheWordsOfTheAck() {
        ScriptedSession scripted = connected();
        Outcome set = new Outcome(scripted.session.set(SetInput.prompt("bad")));
        scripted.latest().says(new ServerMessage.SetImageAck(false, "no such thing"));
        Outcome image = new Outcome(scripted.session.setImage(ImageSource.clear()));
        scripted.latest().says(new ServerMessage.SetImageAck(false, "not now"));
        assertThat(List.of(set.toText(), image.toText())).containsExactly("no such thing", "not now");
    }

    @Test
    void C48_aMissingErrorInAnAckIsNull() {
        ScriptedSession scripted = connected();
        Outcome done = new Outcome(scripted.session.setPrompt("p"));
        scripted.latest().says(wire("{'type':'prompt_ack','prompt':'p','success':true}"));
        Outcome image = new Outcome(scripted.session.setImage(ImageSource.clear()));
        scripted.latest().says(wire("{'type':'set_image_ack','success':true}"));
        Outcome refused = new Outcome(scripted.session.setPrompt("p"));
        scripted.latest().says(wire("{'type':'prompt_ack','prompt':'p','success':false}"));
        assertThat(List.of(done.toText(), image.toText(), refused.toText()))
                .containsExactly("done", "done", "Failed to send prompt");
    }

    private static ServerMessage wire(String json) {
        return SignalingCodec.readServerMessage(json.replace('\'', '"').getBytes(UTF_8));
    }

    @Test
    void C46_promptsAreMatchedByTextAndEqualOnesInTurn() {
        Outcome first = prompt("same");
        Outcome other = prompt("other");
        Outcome second = prompt("same");
        assertThat(connection.told()).hasSize(3);
        promptAck("other", null);
        promptAck("same", "no");
        assertThat(List.of(first.toText(), other.toText(), second.toText())).containsExactly("no", "done", "pending");
        promptAck("same", null);
        assertThat(second.toText()).isEqualTo("done");
    }
}
