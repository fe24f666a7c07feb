package io.decart4j.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.error.CommandException;
import io.decart4j.input.ImageSource;
import io.decart4j.input.SetInput;
import io.decart4j.message.ClientMessage;
import io.decart4j.message.ImagePayload;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Commands that overlap, are late or lose their connection: each ends once, with what is its own (docs/protocol.md, C49
 * to C51 and C53).
 */
class OverlapConformanceTest extends RequestsScript {

    private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 1, 2, 3};

    @Test
    void C49_imageCommandsTakeTurnsAndEachHasItsOwnAck() {
        Outcome first = image("1");
        Outcome second = image("2");
        assertThat(connection.told()).hasSize(1);
        imageAck("refused");
        assertThat(connection.told()).hasSize(2);
        assertThat(first.toText()).isEqualTo("refused");
        assertThat(second.toText()).isEqualTo("pending");
        imageAck(null);
        assertThat(second.toText()).isEqualTo("done");
        assertThat(acknowledged).containsExactly(new ClientMessage.SetImage(null, "2", true));
    }

    @Test
    void C50_aLateAckDoesNotSettleALaterCommand() {
        Outcome late = image("late");
        pass(LIMIT);
        assertThat(late.toText()).isEqualTo("set timed out after 30000ms");
        Outcome next = image("next");
        imageAck(null); // the late one's
        assertThat(next.toText()).isEqualTo("pending");
        imageAck("refused");
        assertThat(next.toText()).isEqualTo("refused");
    }

    @Test
    void C51_aLostConnectionFailsWhatWaitsAndWhatComes() {
        Outcome sent = image("1");
        Outcome waiting = image("2");
        requests.fail(new IllegalStateException("gone"));
        assertThat(sent.toText()).isEqualTo("The connection was lost before the set was acknowledged");
        assertThat(waiting.toText()).isEqualTo(sent.toText());
        assertThat(image("3").toText()).isEqualTo(sent.toText());
        assertThat(connection.told()).hasSize(1);
    }

    @Test
    void C51_pendingCommandsFailWithTheConnectionAndNothingOfItReachesTheNext() {
        ScriptedSession scripted = connected();
        ScriptedConnection first = scripted.latest();
        List<Outcome> pending = new ArrayList<>();
        pending.add(new Outcome(scripted.session.setPrompt("a")));
        pending.add(new Outcome(scripted.session.set(SetInput.prompt("b"))));
        pending.add(new Outcome(scripted.session.set(SetInput.prompt("c"))));
        first.drops();
        for (Outcome outcome : pending) {
            assertThat(outcome.error.get())
                    .isInstanceOfSatisfying(
                            CommandException.class,
                            e -> assertThat(e.reason()).isEqualTo(CommandException.Reason.CONNECTION_LOST));
        }
        settle();
        Outcome meanwhile = new Outcome(scripted.session.setPrompt("d"));
        assertThat(meanwhile.error.get()).hasMessage("Cannot send message: connection is reconnecting");
        scripted.latest().connects();
        settle();
        assertThat(scripted.latest().told()).isEqualTo(nothingMuch());
    }

    @Test
    void C51_aCommandOfALostConnectionIsNotSettledByTheNextOne() {
        ScriptedSession scripted = connected();
        Outcome before = new Outcome(scripted.session.set(SetInput.prompt("before")));
        scripted.latest().drops();
        settle();
        assertThat(before.error.get()).isInstanceOf(CommandException.class);
        scripted.latest().opened();
        scripted.latest().accepts(); // the ack of the initial state, which settles nothing else
        scripted.latest().mediaUp();
        settle();
        Outcome after = new Outcome(scripted.session.set(SetInput.prompt("after")));
        assertThat(after.toText()).isEqualTo("pending");
        scripted.latest().accepts();
        assertThat(after.toText()).isEqualTo("done");
    }

    @Test
    void C53_aPromptAloneCanKeepTheImage() {
        ScriptedSession scripted = connected();
        new Outcome(scripted.session.setImage(ImageSource.of(PNG)));
        settle();
        scripted.latest().accepts();
        new Outcome(scripted.session.set(SetInput.prompt("with it").keepImage()));
        assertThat(scripted.latest().told()).last().isEqualTo(new ClientMessage.Prompt("with it", true));
        scripted.latest().accepts();
        scripted.latest().drops();
        settle();
        scripted.latest().opened();
        assertThat(scripted.latest().told())
                .containsExactly(new ClientMessage.SetImage(new ImagePayload.Inline(PNG), "with it", true));
    }
}
