package io.decart4j.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.error.CommandException;
import io.decart4j.error.ConnectionException;
import io.decart4j.event.ConnectionState;
import io.decart4j.event.SessionEvent;
import io.decart4j.message.ClientMessage;
import io.decart4j.message.ServerMessage;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.scheduler.VirtualTimeScheduler;

/** What callers may choose about reconnection, and about commands meanwhile. */
class PolicyFlowTest {

    private VirtualTimeScheduler time;

    @BeforeEach
    void virtualTime() {
        time = VirtualTimeScheduler.getOrSet();
    }

    @AfterEach
    void realTime() {
        VirtualTimeScheduler.reset();
    }

    private static ConnectionException no() {
        return ConnectionException.failed("no", null);
    }

    private static String cause(ScriptedSession scripted) {
        return scripted.told(SessionEvent.Ended.class)
                .get(0)
                .cause()
                .orElseThrow()
                .getMessage();
    }

    private ScriptedSession connected(ReconnectPolicy policy, WhileReconnecting choice) {
        ScriptedSession scripted = new ScriptedSession(policy, choice);
        scripted.session.connect().subscribe();
        scripted.latest().connects();
        time.advanceTime();
        return scripted;
    }

    @Test
    void noAttemptBeginsAfterTheBudget() {
        ScriptedSession scripted = connected(
                ScriptedSession.EXACT.toBuilder().budget(Duration.ofSeconds(5)).build(), WhileReconnecting.FAIL);
        time.advanceTimeBy(Duration.ofMinutes(10)); // the time before the loss does not count
        scripted.latest().drops();
        time.advanceTime();
        for (int wait : new int[] {1, 2}) {
            scripted.latest().refused(no());
            time.advanceTimeBy(Duration.ofSeconds(wait));
        }
        assertThat(scripted.connections).hasSize(4); // begun 0, 1 and 3 seconds after the loss
        scripted.latest().refused(no());
        assertThat(scripted.session.connectionState()).isEqualTo(ConnectionState.DISCONNECTED); // 7 s would be too late
        time.advanceTimeBy(Duration.ofMinutes(1));
        assertThat(scripted.connections).hasSize(4);
        assertThat(cause(scripted)).isEqualTo("no");
    }

    @Test
    void thePredicateDecides() {
        ScriptedSession never =
                connected(ScriptedSession.EXACT.toBuilder().retryIf(e -> false).build(), WhileReconnecting.FAIL);
        never.latest().drops();
        time.advanceTimeBy(Duration.ofMinutes(1));
        assertThat(never.connections).hasSize(1);
        ScriptedSession always =
                connected(ScriptedSession.EXACT.toBuilder().retryIf(e -> true).build(), WhileReconnecting.FAIL);
        always.latest().closes(1013, "Session Limit Reached");
        time.advanceTime();
        assertThat(always.connections).hasSize(2);
    }

    @Test
    void commandsMayWaitForTheNextConnection() {
        ScriptedSession scripted = connected(ScriptedSession.EXACT, WhileReconnecting.WAIT);
        scripted.latest().drops();
        time.advanceTime();
        AtomicReference<@Nullable String> ended = new AtomicReference<>();
        scripted.session.setPrompt("later").subscribe(v -> {}, e -> ended.set(e.getMessage()), () -> ended.set("done"));
        scripted.latest().connects();
        time.advanceTime();
        assertThat(scripted.latest().sent)
                .containsExactly(new ClientMessage.Passthrough(), new ClientMessage.Prompt("later", true));
        assertThat(ended.get()).isNull();
        scripted.latest().says(new ServerMessage.PromptAck("later", true, null));
        assertThat(ended.get()).isEqualTo("done");
    }

    @Test
    void commandsAlsoWaitWhileTheLostConnectionIsStillBeingClosed() {
        ScriptedSession scripted = connected(ScriptedSession.EXACT, WhileReconnecting.WAIT);
        scripted.latest().goodbye = Duration.ofSeconds(1);
        scripted.latest().drops();
        time.advanceTime();
        assertThat(scripted.connections).hasSize(1);
        assertThat(scripted.session.connectionState()).isEqualTo(ConnectionState.RECONNECTING);
        Mono<Void> command = scripted.session.setPrompt("later").cache();
        command.subscribe(v -> {}, e -> {});
        time.advanceTimeBy(Duration.ofSeconds(1));
        scripted.latest().connects();
        time.advanceTime();
        scripted.latest().says(new ServerMessage.PromptAck("later", true, null));
        assertThat(command.materialize().block())
                .satisfies(end -> assertThat(end.getThrowable()).isNull());
    }

    @Test
    void anEndForGoodIsSeenWhileTheConnectionIsStillBeingClosed() {
        ScriptedSession scripted = connected(ScriptedSession.EXACT, WhileReconnecting.WAIT);
        scripted.latest().goodbye = Duration.ofSeconds(1);
        scripted.latest().says(new ServerMessage.GenerationEnded(5, "insufficient_credits"));
        time.advanceTime();
        assertThat(scripted.session.connectionState()).isEqualTo(ConnectionState.DISCONNECTED);
        assertThat(scripted.told(SessionEvent.Ended.class)).isEmpty();
        time.advanceTimeBy(Duration.ofSeconds(1));
        assertThat(scripted.told(SessionEvent.Ended.class))
                .singleElement()
                .satisfies(end -> assertThat(end.error()).isNotNull());
        assertThat(scripted.connections).hasSize(1);
    }

    @Test
    void waitingCommandsKeepTheirLimit() {
        ScriptedSession scripted = connected(ScriptedSession.EXACT, WhileReconnecting.WAIT);
        scripted.latest().drops();
        time.advanceTime();
        Mono<Void> command = scripted.session.setPrompt("later").cache();
        command.subscribe(v -> {}, e -> {});
        time.advanceTimeBy(Duration.ofSeconds(15));
        assertThat(command.materialize().block())
                .satisfies(end -> assertThat(end.getThrowable())
                        .isInstanceOf(CommandException.class)
                        .hasMessage("prompt timed out after 15000ms"));
    }

    @Test
    void aCommandThatHasWaitedForTheConnectionHasAllOfItsLimitForTheAnswer() {
        ScriptedSession scripted = connected(ScriptedSession.EXACT, WhileReconnecting.WAIT);
        scripted.latest().drops();
        time.advanceTime();
        Outcome command = new Outcome(scripted.session.setPrompt("later"));
        time.advanceTimeBy(Duration.ofSeconds(14));
        scripted.latest().connects();
        time.advanceTimeBy(Duration.ofSeconds(14));
        assertThat(command.toText()).isEqualTo("pending");
        scripted.latest().says(new ServerMessage.PromptAck("later", true, null));
        assertThat(command.toText()).isEqualTo("done");
    }

    @Test
    void waitingCommandsEndWithTheSession() {
        ScriptedSession scripted = connected(ScriptedSession.EXACT, WhileReconnecting.WAIT);
        scripted.latest().drops();
        time.advanceTime();
        Mono<Void> command = scripted.session.setPrompt("later").cache();
        command.subscribe(v -> {}, e -> {});
        scripted.session.disconnect().subscribe();
        time.advanceTime();
        assertThat(command.materialize().block())
                .satisfies(end ->
                        assertThat(end.getThrowable()).hasMessage("Cannot send message: connection is disconnected"));
    }
}
