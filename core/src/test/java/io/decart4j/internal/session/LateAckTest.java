package io.decart4j.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.internal.session.CommandLedger.Effect;
import io.decart4j.internal.session.CommandLedger.Late;
import io.decart4j.message.ClientMessage;
import io.decart4j.message.ImagePayload;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The answer to a command that was given up settles nobody, and still tells what is in force. */
class LateAckTest {

    private static final Ack YES = new Ack(true, null);
    private static final Ack NO = new Ack(false, "no");

    private final CommandLedger<String> ledger = new CommandLedger<>(10);

    private static ClientMessage.Prompt prompt(String text) {
        return new ClientMessage.Prompt(text, true);
    }

    private static ClientMessage.SetImage image(int bytes) {
        return new ClientMessage.SetImage(new ImagePayload.Inline(new byte[bytes]), null, null);
    }

    private static Effect<String> late(ClientMessage message, Ack ack) {
        return new Effect<>(null, null, null, new Late(message, ack));
    }

    @Test
    void aPromptThatTimedOutIsToldWithItsLateAck() {
        ledger.add("a", prompt("noir"));
        ledger.abandon("a");
        assertThat(ledger.promptAck("noir", YES)).isEqualTo(late(prompt("noir"), YES));
        assertThat(ledger.promptAck("noir", YES)).isEqualTo(Effect.none());
    }

    @Test
    void aCancelledPromptIsToldWithItsLateRefusal() {
        ledger.add("a", prompt("noir"));
        ledger.cancel("a");
        assertThat(ledger.promptAck("noir", NO)).isEqualTo(late(prompt("noir"), NO));
    }

    @Test
    void lateAcksAreToldInTheOrderOfTheAcks() {
        for (String each : List.of("a", "b", "c")) {
            ledger.add(each, prompt(each));
            ledger.cancel(each);
        }
        assertThat(Stream.of("b", "c", "a").map(each -> ledger.promptAck(each, YES)))
                .containsExactly(late(prompt("b"), YES), late(prompt("c"), YES), late(prompt("a"), YES));
    }

    @Test
    void anImageIsKeptForItsLateAck() {
        ledger.add("a", image(1000));
        ledger.abandon("a");
        assertThat(ledger.imageAck(YES)).isEqualTo(late(image(1000), YES));
    }

    /** A server that answers nothing must not fill the memory. */
    @Test
    void ofImagesThatAreTooMuchTheNewestAreKept() {
        int size = AckLane.KEPT_BYTES / 2;
        for (String each : List.of("a", "b", "c")) {
            ledger.add(each, image(size));
            ledger.cancel(each);
        }
        assertThat(ledger.imageAck(YES)).isEqualTo(Effect.none());
        assertThat(ledger.imageAck(YES)).isEqualTo(late(image(size), YES));
        assertThat(ledger.imageAck(YES)).isEqualTo(late(image(size), YES));
    }

    @Test
    void aCommandThatNeverLeftIsNotTold() {
        ledger.add("a", image(1));
        ledger.add("b", image(2));
        ledger.cancel("b");
        assertThat(ledger.imageAck(YES)).isEqualTo(new Effect<>("a", YES, null, null));
        assertThat(ledger.imageAck(YES)).isEqualTo(Effect.none());
    }
}
