package io.decart4j.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.error.CommandException;
import io.decart4j.error.ConnectionException;
import io.decart4j.message.ClientMessage;
import io.decart4j.message.ServerMessage;
import io.decart4j.reactor.internal.control.ControlChannel;
import io.decart4j.reactor.internal.control.PendingCommands;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Hooks;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Overlapping commands end each with their own ack, although the wire gives most acks no identity. */
class PendingCommandsTest extends RequestsScript {

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
        for (int i = 0; i < PendingCommands.CAPACITY; i++) {
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

    @Test
    void aCommandThatCannotBeWrittenHasLostItsConnection() {
        connection.sendFails = true;
        assertThat(prompt("unwritten").error.get()).isInstanceOfSatisfying(CommandException.class, e -> {
            assertThat(e.reason()).isEqualTo(CommandException.Reason.CONNECTION_LOST);
            assertThat(e).hasCauseInstanceOf(ConnectionException.class);
        });
        connection.sendFails = false;
        Outcome next = prompt("written");
        promptAck("written", null);
        assertThat(next.toText()).isEqualTo("done");
    }

    /** Reactor tells what a subscriber has no use for to a hook of the whole JVM, which logs it as an error. */
    @Test
    void aWriteThatFailsAfterTheConnectionWasLostIsNoNews() {
        Sinks.Empty<Void> written = Sinks.empty();
        PendingCommands waiting = new PendingCommands(channel(message -> written.asMono()), acknowledged::add);
        List<Throwable> dropped = new ArrayList<>();
        Hooks.onErrorDropped(dropped::add);
        try {
            Outcome prompt = new Outcome(waiting.request("prompt", new ClientMessage.Prompt("late", true), LIMIT));
            waiting.fail(ConnectionException.closed(1006, ""));
            assertThat(prompt.toText()).contains("The connection was lost");
            written.tryEmitError(ConnectionException.failed("WebSocket is not open", null));
            assertThat(dropped).isEmpty();
        } finally {
            Hooks.resetOnErrorDropped();
        }
    }

    /** The ack of the first is lost: the second ends in doubt at its limit, and the third has all of its own. */
    @Test
    void theLimitOfAWaitingCommandBeginsWhenItIsSent() {
        Outcome first = image("1");
        pass(LIMIT);
        assertThat(first.toText()).contains("timed out");
        Outcome second = image("2");
        Outcome third = image("3");
        imageAck(null); // the second's own
        pass(LIMIT);
        assertThat(second.toText()).isEqualTo("done");
        assertThat(connection.sent).hasSize(3);
        pass(LIMIT.minusSeconds(1));
        assertThat(third.toText()).isEqualTo("pending");
        imageAck(null);
        assertThat(third.toText()).isEqualTo("done");
    }

    @Test
    void aCommandWaitsForItsTurnForTwiceItsLimitOnly() {
        Outcome blocking = new Outcome(requests.request("set", image(), Duration.ZERO));
        Outcome waiting = image("2");
        pass(LIMIT.multipliedBy(2).minusSeconds(1));
        assertThat(waiting.toText()).isEqualTo("pending");
        pass(Duration.ofSeconds(1));
        assertThat(waiting.toText()).isEqualTo("set timed out after 60000ms");
        imageAck(null);
        assertThat(blocking.toText()).isEqualTo("done");
        assertThat(connection.sent).hasSize(1);
        assertThat(requests.pending()).isZero();
    }

    private static ClientMessage image() {
        return new ClientMessage.SetImage(null, "p", true);
    }

    @Test
    void commandsOfTwoThreadsLeaveInTheOrderInWhichTheirAcksAreExpected() {
        List<String> sent = new ArrayList<>();
        AtomicReference<PendingCommands> all = new AtomicReference<>();
        PendingCommands two = new PendingCommands(
                channel(message -> {
                    String text = ((ClientMessage.Prompt) message).prompt();
                    if (text.equals("first")) {
                        // The other thread comes when this one has its place, and has not sent yet.
                        Thread other = new Thread(() -> Objects.requireNonNull(all.get())
                                .request("prompt", new ClientMessage.Prompt("second", true), LIMIT)
                                .subscribe());
                        other.start();
                        joined(other);
                    }
                    return Mono.fromRunnable(() -> sent.add(text));
                }),
                acknowledged::add);
        all.set(two);
        two.request("prompt", new ClientMessage.Prompt("first", true), LIMIT).subscribe();
        assertThat(sent).containsExactly("first", "second");
    }

    private static void joined(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ControlChannel channel(Function<ClientMessage, Mono<Void>> sending) {
        return new ControlChannel() {
            @Override
            public Flux<ServerMessage> messages() {
                return Flux.never();
            }

            @Override
            public Mono<Void> send(ClientMessage message) {
                return sending.apply(message);
            }

            @Override
            public Mono<Void> close() {
                return Mono.empty();
            }
        };
    }
}
