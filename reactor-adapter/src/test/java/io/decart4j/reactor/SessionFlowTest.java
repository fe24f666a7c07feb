package io.decart4j.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.error.CommandException;
import io.decart4j.error.ConnectionException;
import io.decart4j.error.DecartException;
import io.decart4j.error.ErrorCode;
import io.decart4j.error.InvalidOptionException;
import io.decart4j.error.MediaException;
import io.decart4j.error.PhaseTimeoutException;
import io.decart4j.error.ServerException;
import io.decart4j.error.SessionEndedException;
import io.decart4j.event.ConnectionState;
import io.decart4j.event.SessionEvent;
import io.decart4j.input.InitialState;
import io.decart4j.message.ClientMessage;
import io.decart4j.message.ServerMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.test.scheduler.VirtualTimeScheduler;

/** How attempts, losses and ends follow each other, in virtual time and without a socket. */
class SessionFlowTest {

    private VirtualTimeScheduler time;

    @BeforeEach
    void virtualTime() {
        time = VirtualTimeScheduler.getOrSet();
    }

    @AfterEach
    void realTime() {
        VirtualTimeScheduler.reset();
    }

    private void pass(Duration duration) {
        time.advanceTimeBy(duration);
    }

    private void settle() {
        time.advanceTime();
    }

    /** Subscribes and remembers how it ended. */
    private static final class Outcome {
        final AtomicReference<Throwable> error = new AtomicReference<>();
        volatile boolean done;
        final Disposable subscription;

        Outcome(Mono<?> mono) {
            subscription = mono.subscribe(v -> {}, error::set, () -> done = true);
        }
    }

    private ScriptedSession connected() {
        ScriptedSession scripted = new ScriptedSession();
        Outcome connect = new Outcome(scripted.session.connect());
        scripted.latest().connects();
        settle();
        assertThat(connect.done).isTrue();
        return scripted;
    }

    @Test
    void nothingHappensBeforeSubscription() {
        ScriptedSession scripted = new ScriptedSession();
        scripted.session.connect();
        settle();
        assertThat(scripted.connections).isEmpty();
        assertThat(scripted.session.connectionState()).isEqualTo(ConnectionState.DISCONNECTED);
    }

    @Test
    void mediaAreNegotiatedOnlyAfterTheInitialStateIsAcknowledged() {
        ScriptedSession scripted = new ScriptedSession(InitialState.prompt("noir"));
        Outcome connect = new Outcome(scripted.session.connect());
        ScriptedConnection connection = scripted.latest();
        assertThat(connection.sent).isEmpty();
        connection.opened();
        assertThat(connection.sent).containsExactly(new ClientMessage.Prompt("noir", true));
        assertThat(connection.negotiating).isFalse();
        connection.accepts();
        assertThat(connection.negotiating).isTrue();
        settle();
        assertThat(connect.done).isFalse();
        connection.mediaUp();
        settle();
        assertThat(connect.done).isTrue();
        assertThat(scripted.states()).containsExactly("connecting", "connected");
        assertThat(scripted.told(SessionEvent.PhaseTiming.class).stream().map(SessionEvent.PhaseTiming::phase))
                .containsExactly("websocket", "initial-state", "webrtc-handshake");
    }

    @Test
    void generatingMayComeBeforeThePeerIsConnectedAndIsSticky() {
        ScriptedSession scripted = new ScriptedSession();
        Outcome connect = new Outcome(scripted.session.connect());
        scripted.latest().opened();
        scripted.latest().accepts();
        scripted.latest().says(new ServerMessage.GenerationStarted());
        scripted.latest().mediaUp();
        settle();
        assertThat(connect.done).isTrue();
        assertThat(scripted.states()).containsExactly("connecting", "generating");
    }

    @Test
    void sixAttemptsWithTheWaitsOfTheOfficialClients() {
        ScriptedSession scripted = new ScriptedSession();
        Outcome connect = new Outcome(scripted.session.connect());
        int[] waits = {1, 2, 4, 8, 10};
        for (int retry = 0; retry < waits.length; retry++) {
            scripted.latest().refused(ConnectionException.failed("no " + retry, null));
            pass(Duration.ofSeconds(waits[retry]).minusMillis(1));
            assertThat(scripted.connections).hasSize(retry + 1);
            pass(Duration.ofMillis(1));
            assertThat(scripted.connections).hasSize(retry + 2);
        }
        scripted.latest().refused(ConnectionException.failed("last", null));
        settle();
        assertThat(connect.error.get()).isInstanceOf(ConnectionException.class).hasMessage("last");
        assertThat(scripted.told(SessionEvent.Reconnecting.class).stream()
                        .map(event -> event.attempt() + " " + event.delay().toSeconds()))
                .containsExactly("1 1", "2 2", "3 4", "4 8", "5 10");
        assertThat(scripted.states()).containsExactly("connecting", "disconnected");
        assertThat(lastError(scripted)).hasMessage("last");
    }

    @Test
    void aRefusedKeyIsNotRetried() {
        ScriptedSession scripted = new ScriptedSession();
        Outcome connect = new Outcome(scripted.session.connect());
        scripted.latest().opened();
        scripted.latest().says(new ServerMessage.ErrorMessage("Invalid API key"));
        pass(Duration.ofMinutes(1));
        assertThat(connect.error.get()).isInstanceOf(ServerException.class).hasMessage("Invalid API key");
        assertThat(scripted.connections).hasSize(1);
        assertThat(scripted.latest().isClosed()).isTrue();
        assertThat(lastError(scripted).code()).isEqualTo(ErrorCode.WEBRTC_SERVER_ERROR);
        assertThat(scripted.told(SessionEvent.ErrorOccurred.class)).hasSize(1);
    }

    @Test
    void withoutRetriesThereIsOneAttemptAndOneAfterALoss() {
        ScriptedSession scripted = new ScriptedSession(ReconnectPolicy.NONE);
        new Outcome(scripted.session.connect());
        scripted.latest().connects();
        scripted.latest().drops();
        settle();
        assertThat(scripted.connections).hasSize(2);
        scripted.latest().refused(ConnectionException.failed("gone", null));
        pass(Duration.ofMinutes(1));
        assertThat(scripted.connections).hasSize(2);
        assertThat(lastError(scripted)).hasMessage("gone");
    }

    @Test
    void aServerErrorFailsTheAttemptAtOnceAndIsRetried() {
        ScriptedSession scripted = new ScriptedSession();
        new Outcome(scripted.session.connect());
        scripted.latest().opened();
        scripted.latest().says(new ServerMessage.ErrorMessage("Server at capacity. Please try again later."));
        pass(Duration.ofSeconds(1));
        assertThat(scripted.connections).hasSize(2);
        assertThat(scripted.connections.get(0).isClosed()).isTrue();
        assertThat(scripted.states()).containsExactly("connecting");
    }

    @Test
    void aRefusedInitialStateFailsTheAttempt() {
        ScriptedSession scripted = new ScriptedSession(InitialState.prompt("no"));
        new Outcome(scripted.session.connect());
        scripted.latest().opened();
        scripted.latest().says(new ServerMessage.PromptAck("no", false, "rejected"));
        pass(Duration.ofSeconds(1));
        assertThat(scripted.connections).hasSize(2);
        assertThat(scripted.told(SessionEvent.Reconnecting.class).get(0).cause())
                .hasMessage("rejected");
    }

    @Test
    void eachPhaseHasItsLimit() {
        ScriptedSession scripted = new ScriptedSession();
        new Outcome(scripted.session.connect());
        pass(Duration.ofSeconds(300));
        assertThat(cause(scripted, 0))
                .isInstanceOf(PhaseTimeoutException.class)
                .hasMessage("websocket timed out after 300000ms");
        assertThat(scripted.connections.get(0).cancelledWhileOpening).isTrue();
        pass(Duration.ofSeconds(1));
        scripted.latest().opened();
        pass(Duration.ofSeconds(30));
        assertThat(cause(scripted, 1)).hasMessage("initial-state timed out after 30000ms");
        pass(Duration.ofSeconds(2));
        scripted.latest().opened();
        scripted.latest().accepts();
        pass(Duration.ofSeconds(300));
        assertThat(cause(scripted, 2)).hasMessage("connection timed out after 300000ms");
        assertThat(scripted.connections.get(2).isClosed()).isTrue();
    }

    @Test
    void aPlaceInTheQueueSuspendsTheLimits() {
        ScriptedSession scripted = new ScriptedSession();
        Outcome connect = new Outcome(scripted.session.connect());
        scripted.latest().opened();
        scripted.latest().says(new ServerMessage.QueuePosition(3, 10));
        pass(Duration.ofMinutes(20));
        scripted.latest().accepts();
        scripted.latest().mediaUp();
        settle();
        assertThat(connect.done).isTrue();
        assertThat(scripted.connections).hasSize(1);
        assertThat(scripted.told(SessionEvent.QueuePosition.class))
                .containsExactly(new SessionEvent.QueuePosition(3, 10));
    }

    @Test
    void aLossIsAnsweredAtOnceAndRestoresWhatWasAcknowledgedLast() {
        ScriptedSession scripted = new ScriptedSession(InitialState.prompt("first"));
        new Outcome(scripted.session.connect());
        scripted.latest().connects();
        Outcome second = new Outcome(scripted.session.setPrompt("second", false));
        scripted.latest().accepts();
        Outcome refused = new Outcome(scripted.session.setPrompt("third"));
        scripted.latest().says(new ServerMessage.PromptAck("third", false, "moderated"));
        assertThat(second.done).isTrue();
        assertThat(refused.error.get()).hasMessage("moderated");
        scripted.latest().drops();
        settle();
        assertThat(scripted.connections).hasSize(2);
        assertThat(scripted.connections.get(0).isClosed()).isTrue();
        scripted.latest().opened();
        assertThat(scripted.latest().sent).containsExactly(new ClientMessage.Prompt("second", false));
        scripted.latest().accepts();
        scripted.latest().mediaUp();
        settle();
        assertThat(scripted.states()).containsExactly("connecting", "connected", "reconnecting", "connected");
        assertThat(scripted.told(SessionEvent.Reconnecting.class))
                .extracting(SessionEvent.Reconnecting::attempt, SessionEvent.Reconnecting::delay)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(1, Duration.ZERO));
    }

    @Test
    void aReconnectIsGivenUpAfterItsRetries() {
        ScriptedSession scripted = connected();
        scripted.latest().drops();
        settle();
        for (int wait : new int[] {1, 2, 4, 8, 10}) {
            scripted.latest().refused(ConnectionException.failed("gone", null));
            pass(Duration.ofSeconds(wait));
        }
        assertThat(scripted.connections).hasSize(7);
        scripted.latest().refused(ConnectionException.failed("gone", null));
        settle();
        assertThat(scripted.states()).containsExactly("connecting", "connected", "reconnecting", "disconnected");
        List<SessionEvent> tail = scripted.events.subList(scripted.events.size() - 3, scripted.events.size());
        assertThat(tail.get(0)).isEqualTo(new SessionEvent.ConnectionChange(ConnectionState.DISCONNECTED));
        assertThat(tail.get(1)).isInstanceOf(SessionEvent.ErrorOccurred.class);
        assertThat(tail.get(2)).isInstanceOf(SessionEvent.Ended.class);
        assertThat(scripted.told(SessionEvent.Reconnecting.class))
                .extracting(SessionEvent.Reconnecting::attempt)
                .containsExactly(1, 2, 3, 4, 5, 6);
    }

    @Test
    void mediaLossReconnectsToo() {
        ScriptedSession scripted = connected();
        scripted.latest().mediaLost(MediaException.lost("ICE connection failed"));
        settle();
        assertThat(scripted.connections).hasSize(2);
        assertThat(scripted.connections.get(0).isClosed()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"insufficient_credits", "moderation_violation", "timeout"})
    void theServerMayEndTheSessionForGood(String reason) {
        ScriptedSession scripted = connected();
        scripted.latest().says(new ServerMessage.GenerationEnded(61, reason));
        pass(Duration.ofMinutes(1));
        assertThat(scripted.connections).hasSize(1);
        assertThat(scripted.latest().isClosed()).isTrue();
        assertThat(scripted.told(SessionEvent.GenerationEnded.class))
                .containsExactly(new SessionEvent.GenerationEnded(61, reason));
        assertThat(lastError(scripted))
                .isInstanceOf(SessionEndedException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void theSessionLimitEndsTheSession() {
        ScriptedSession scripted = connected();
        scripted.latest().closes(1013, "Session Limit Reached");
        settle();
        assertThat(scripted.connections).hasSize(1);
        assertThat(lastError(scripted)).hasMessage("WebSocket closed: 1013 Session Limit Reached");
    }

    @Test
    void anErrorThatNoAttemptMendsExplainsTheCloseThatFollows() {
        ScriptedSession scripted = connected();
        scripted.latest().says(new ServerMessage.ErrorMessage("Insufficient credits"));
        assertThat(scripted.session.isConnected()).isTrue();
        scripted.latest().closes(1000, "");
        settle();
        assertThat(scripted.connections).hasSize(1);
        assertThat(lastError(scripted)).hasMessage("Insufficient credits");
    }

    @Test
    void anUnusableInitialImageFailsBeforeAnythingIsSent() {
        InvalidOptionException unusable = new InvalidOptionException(ErrorCode.INVALID_INPUT, "image", "bad image");
        ScriptedSession scripted = new ScriptedSession(Mono.error(unusable), SessionTimeouts.DEFAULT);
        Outcome connect = new Outcome(scripted.session.connect());
        pass(Duration.ofMinutes(1));
        assertThat(connect.error.get()).isSameAs(unusable);
        assertThat(scripted.connections).isEmpty();
    }

    @Test
    void whatIsNotUnderstoodIsToldAndIgnored() {
        ScriptedSession scripted = connected();
        scripted.latest()
                .says(
                        new ServerMessage.Unknown("brand_new"),
                        new ServerMessage.Ready(),
                        new ServerMessage.PromptAck("nobody", true, null),
                        new ServerMessage.SetImageAck(true, null),
                        new ServerMessage.GenerationTick(1.5));
        settle();
        assertThat(scripted.told(SessionEvent.MessageIgnored.class))
                .extracting(SessionEvent.MessageIgnored::what)
                .containsExactly("brand_new", "Ready");
        assertThat(scripted.told(SessionEvent.GenerationTick.class))
                .containsExactly(new SessionEvent.GenerationTick(1.5));
        assertThat(scripted.session.isConnected()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, 0, 65_536, Integer.MAX_VALUE})
    void aSessionWithoutAUsableAddressHasNoSubscribeTokenAndGoesOn(int port) {
        ScriptedSession scripted = connected();
        scripted.latest().says(new ServerMessage.SessionId("s", "10.0.0.5", port));
        settle();
        assertThat(scripted.session.sessionId()).contains("s");
        assertThat(scripted.session.subscribeToken()).isEmpty();
        assertThat(scripted.session.isConnected()).isTrue();
        assertThat(scripted.latest().isClosed()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"new", "opening", "initial state", "negotiating", "connected", "generating", "waiting"})
    void disconnectClosesEverythingInEveryState(String when) {
        ScriptedSession scripted = new ScriptedSession();
        Outcome connect = bring(scripted, when);
        Outcome first = new Outcome(scripted.session.disconnect());
        settle();
        Outcome again = new Outcome(scripted.session.disconnect());
        settle();
        assertThat(first.done).isTrue();
        assertThat(again.done).isTrue();
        pass(Duration.ofMinutes(20));
        assertClosed(scripted, when);
        assertThat(scripted.told(SessionEvent.Ended.class)).containsExactly(new SessionEvent.Ended(null));
        assertThat(scripted.told(SessionEvent.ErrorOccurred.class)).isEmpty();
        if (connect != null && !scripted.states().contains("connected")) {
            assertThat(connect.done || connect.error.get() != null).isTrue();
        }
        Outcome command = new Outcome(scripted.session.setPrompt("late"));
        assertThat(command.error.get()).hasMessage("Cannot send message: connection is disconnected");
    }

    @ParameterizedTest
    @ValueSource(strings = {"opening", "initial state", "negotiating", "waiting"})
    void cancellingConnectClosesEverythingInEveryPhase(String when) {
        ScriptedSession scripted = new ScriptedSession();
        Outcome connect = bring(scripted, when);
        Objects.requireNonNull(connect).subscription.dispose();
        pass(Duration.ofMinutes(20));
        assertClosed(scripted, when);
        assertThat(scripted.session.connectionState()).isEqualTo(ConnectionState.DISCONNECTED);
    }

    private @Nullable Outcome bring(ScriptedSession scripted, String when) {
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

    private static void assertClosed(ScriptedSession scripted, String when) {
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

    @Test
    void pendingCommandsFailWithTheConnectionAndNothingOfItReachesTheNext() {
        ScriptedSession scripted = connected();
        ScriptedConnection first = scripted.latest();
        List<Outcome> pending = new ArrayList<>();
        pending.add(new Outcome(scripted.session.setPrompt("a")));
        pending.add(new Outcome(scripted.session.set(io.decart4j.input.SetInput.prompt("b"))));
        pending.add(new Outcome(scripted.session.set(io.decart4j.input.SetInput.prompt("c"))));
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
        assertThat(scripted.latest().sent).containsExactly(new ClientMessage.Passthrough());
    }

    private static Throwable cause(ScriptedSession scripted, int index) {
        return scripted.told(SessionEvent.Reconnecting.class).get(index).cause();
    }

    private static DecartException lastError(ScriptedSession scripted) {
        return scripted.told(SessionEvent.Ended.class).get(0).cause().orElseThrow();
    }
}
