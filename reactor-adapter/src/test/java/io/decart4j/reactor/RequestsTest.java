package io.decart4j.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.error.CommandException;
import org.junit.jupiter.api.Test;

/** Overlapping commands end each with their own ack, although the wire gives most acks no identity. */
class RequestsTest extends RequestsScript {

    @Test
    void anAckThatWasNeverSentIsNotWaitedForForGood() {
        Outcome lost = image("lost");
        pass(LIMIT);
        assertThat(lost.toText()).contains("timed out");
        Outcome next = image("next");
        imageAck(null); // in truth its own: the server never answered the first
        pass(LIMIT);
        assertThat(next.toText()).isEqualTo("done");
        Outcome third = image("third");
        imageAck(null);
        assertThat(third.toText()).isEqualTo("done");
    }

    @Test
    void cancellingACommandLetsTheNextOneGo() {
        Outcome first = image("1");
        Outcome second = image("2");
        Outcome third = image("3");
        second.subscription.dispose();
        imageAck(null);
        imageAck(null);
        assertThat(first.toText()).isEqualTo("done");
        assertThat(third.toText()).isEqualTo("done");
        assertThat(connection.sent).hasSize(2);
        assertThat(requests.pending()).isZero();
    }

    @Test
    void replacingCommandsNeverTakesAnothersAnswer() {
        Outcome a = image("a");
        a.subscription.dispose();
        Outcome b = image("b");
        imageAck(null); // a's
        b.subscription.dispose();
        Outcome c = image("c");
        imageAck("refused"); // b's
        assertThat(c.toText()).isEqualTo("pending");
        imageAck(null);
        assertThat(c.toText()).isEqualTo("done");
    }

    /** The ack that comes next is due to the older one: it was there first. */
    @Test
    void cancellingAnEqualPromptTakesNoAckFromTheOneBefore() {
        Outcome first = prompt("same");
        Outcome second = prompt("same");
        Outcome third = prompt("same");
        second.subscription.dispose();
        promptAck("same", null);
        assertThat(first.toText()).isEqualTo("done");
        promptAck("same", "no");
        assertThat(third.toText()).isEqualTo("pending");
        promptAck("same", null);
        assertThat(third.toText()).isEqualTo("done");
        assertThat(requests.pending()).isZero();
    }

    @Test
    void thereIsABound() {
        for (int i = 0; i < Requests.CAPACITY; i++) {
            prompt("p" + i);
        }
        Outcome tooMany = prompt("one more");
        assertThat(tooMany.error.get())
                .isInstanceOfSatisfying(
                        CommandException.class,
                        e -> assertThat(e.reason()).isEqualTo(CommandException.Reason.TOO_MANY));
        promptAck("p0", null);
        assertThat(prompt("now").toText()).isEqualTo("pending");
    }

    @Test
    void acksThatNobodyWaitsForChangeNothing() {
        imageAck(null);
        promptAck("?", null);
        Outcome next = image("1");
        imageAck(null);
        assertThat(next.toText()).isEqualTo("done");
    }
}
