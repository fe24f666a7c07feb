package io.decart4j.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.error.CommandException;
import org.junit.jupiter.api.Test;

/** Overlapping commands end each with their own ack, although the wire gives most acks no identity. */
<<<<<<< HEAD
class RequestsTest extends RequestsScript {
=======
class RequestsTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private VirtualTimeScheduler time;
    private ScriptedConnection connection;
    private Requests requests;
    private final List<ClientMessage> acknowledged = new ArrayList<>();

    @BeforeEach
    void start() {
        time = VirtualTimeScheduler.getOrSet();
        connection = new ScriptedConnection();
        requests = new Requests(connection, acknowledged::add);
    }

    @AfterEach
    void realTime() {
        VirtualTimeScheduler.reset();
    }

    private static final class Outcome {
        private final AtomicReference<@Nullable Throwable> error = new AtomicReference<>();
        private boolean done;
        private final Disposable subscription;

        Outcome(Mono<Void> command) {
            subscription = command.subscribe(nothing -> {}, error::set, () -> done = true);
        }

        String toText() {
            Throwable failed = error.get();
            return failed != null ? String.valueOf(failed.getMessage()) : done ? "done" : "pending";
        }
    }

    private Outcome image(String prompt) {
        return new Outcome(requests.request("set", new ClientMessage.SetImage(null, prompt, true), LIMIT));
    }

    private Outcome prompt(String prompt) {
        return new Outcome(requests.request("prompt", new ClientMessage.Prompt(prompt, true), Duration.ofSeconds(15)));
    }

    private void imageAck(@Nullable String error) {
        requests.acknowledge(new ServerMessage.SetImageAck(error == null, error));
    }

    private void promptAck(String prompt, @Nullable String error) {
        requests.acknowledge(new ServerMessage.PromptAck(prompt, error == null, error));
    }

    @Test
    void imageCommandsTakeTurns() {
        Outcome first = image("1");
        Outcome second = image("2");
        assertThat(connection.sent).hasSize(1);
        imageAck("refused");
        assertThat(connection.sent).hasSize(2);
        assertThat(first.toText()).isEqualTo("refused");
        assertThat(second.toText()).isEqualTo("pending");
        imageAck(null);
        assertThat(second.toText()).isEqualTo("done");
        assertThat(acknowledged).containsExactly(new ClientMessage.SetImage(null, "2", true));
    }

    @Test
    void promptsAreMatchedByTextAndEqualOnesInTurn() {
        Outcome first = prompt("same");
        Outcome other = prompt("other");
        Outcome second = prompt("same");
        assertThat(connection.sent).hasSize(3);
        promptAck("other", null);
        promptAck("same", "no");
        assertThat(List.of(first.toText(), other.toText(), second.toText())).containsExactly("no", "done", "pending");
        promptAck("same", null);
        assertThat(second.toText()).isEqualTo("done");
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
    void aLateAckDoesNotSettleALaterCommand() {
        Outcome late = image("late");
        time.advanceTimeBy(LIMIT);
        assertThat(late.toText()).isEqualTo("set timed out after 30000ms");
        Outcome next = image("next");
        imageAck(null); // the late one's
        assertThat(next.toText()).isEqualTo("pending");
        imageAck("refused");
        assertThat(next.toText()).isEqualTo("refused");
    }
>>>>>>> proof

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
