package io.decart4j.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.error.ConnectionException;
import io.decart4j.error.DecartException;
import io.decart4j.event.SessionEvent;
import io.decart4j.input.InitialState;
import io.decart4j.message.ClientMessage;
import io.decart4j.message.ServerMessage;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import reactor.test.scheduler.VirtualTimeScheduler;

/** Virtual time for scripted sessions, and what their tests have in common. */
abstract class ScriptedTest {

    private VirtualTimeScheduler time;

    @BeforeEach
    final void virtualTime() {
        time = VirtualTimeScheduler.getOrSet();
    }

    @AfterEach
    final void realTime() {
        VirtualTimeScheduler.reset();
    }

    final void pass(Duration duration) {
        time.advanceTimeBy(duration);
    }

    final void settle() {
        time.advanceTime();
    }

    /** The connection of the moment has lasted: its loss gives all retries back. */
    final void lasts() {
        pass(ReconnectPolicy.DEFAULT.stableAfter());
    }

    /** So long after the loss of its media a connection listens for the reason. */
    final void noReasonComes() {
        pass(Duration.ofMillis(300));
    }

    final long scheduledTasks() {
        return time.getScheduledTaskCount();
    }

    /** Over which the sessions of these tests go: what a session promises holds over both. */
    Transport transport() {
        return Transport.DIRECT;
    }

    final ScriptedSession scripted() {
        return scripted(InitialState.none());
    }

    final ScriptedSession scripted(InitialState initial) {
        return scripted(initial, ScriptedSession.EXACT, WhileReconnecting.FAIL);
    }

    final ScriptedSession scripted(ReconnectPolicy policy) {
        return scripted(InitialState.none(), policy, WhileReconnecting.FAIL);
    }

    final ScriptedSession scripted(InitialState initial, ReconnectPolicy policy, WhileReconnecting choice) {
        return ScriptedSession.over(transport(), initial, policy, choice, true);
    }

    /** Nobody listens to its events yet. */
    final ScriptedSession unheard() {
        return ScriptedSession.over(
                transport(), InitialState.none(), ScriptedSession.EXACT, WhileReconnecting.FAIL, false);
    }

    /** What a session without an initial state tells, beside the request for a room. */
    final List<ClientMessage> nothingMuch() {
        return transport() == Transport.DIRECT ? List.of(new ClientMessage.Passthrough()) : List.of();
    }

    final ScriptedSession connected() {
        return connected(scripted());
    }

    final ScriptedSession connected(InitialState initial) {
        return connected(scripted(initial));
    }

    final ScriptedSession connected(ScriptedSession scripted) {
        Outcome connect = new Outcome(scripted.session.connect());
        scripted.latest().connects();
        settle();
        assertThat(connect.done).isTrue();
        return scripted;
    }

    static Throwable cause(ScriptedSession scripted, int index) {
        return scripted.told(SessionEvent.Reconnecting.class).get(index).cause();
    }

    static DecartException lastError(ScriptedSession scripted) {
        return scripted.told(SessionEvent.Ended.class).get(0).cause().orElseThrow();
    }

    /** To where a session may be when something happens to it. */
    final @Nullable Outcome bring(ScriptedSession scripted, String when) {
        if (when.equals("new")) {
            return null;
        }
        Outcome connect = new Outcome(scripted.session.connect());
        ScriptedConnection connection = scripted.latest();
        switch (when) {
            case "opening" -> {}
            case "initial state" -> connection.opened();
            case "negotiating" -> {
                connection.opened();
                connection.accepts();
            }
            case "connected" -> connection.connects();
            case "generating" -> {
                connection.connects();
                connection.says(new ServerMessage.GenerationStarted());
            }
            case "waiting" -> connection.refused(ConnectionException.failed("no", null));
            default -> throw new IllegalArgumentException(when);
        }
        settle();
        return connect;
    }

    static void assertClosed(ScriptedSession scripted, String when) {
        assertThat(scripted.connections).hasSize(when.equals("new") ? 0 : 1);
        if (when.equals("opening")) {
            assertThat(scripted.latest().cancelledWhileOpening).isTrue();
        } else if (!when.equals("new") && !when.equals("waiting")) {
            assertThat(scripted.latest().isClosed()).isTrue();
        }
        if (!when.equals("new")) {
            assertThat(scripted.states()).endsWith("disconnected");
        }
    }
}
