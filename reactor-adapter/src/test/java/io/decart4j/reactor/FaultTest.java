package io.decart4j.reactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.decart4j.error.CommandException;
import io.decart4j.error.ConnectionException;
import io.decart4j.error.DecartException;
import io.decart4j.error.SessionEndedException;
import io.decart4j.event.ConnectionState;
import io.decart4j.event.SessionEvent;
import io.decart4j.input.InitialState;
import io.decart4j.input.SetInput;
import io.decart4j.testkit.Break;
import io.decart4j.testkit.HandshakePhase;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Everything that a network and a server can do to a session, and that nothing is left over after it. */
class FaultTest {

    private static final SessionTimeouts SHORT = SessionTimeouts.builder()
            .initialState(Duration.ofMillis(500))
            .connect(Duration.ofMillis(1500))
            .build();

    @Test
    void anAckThatNeverComesTimesOutAndTheNextCommandWorks() {
        try (Studio studio = new Studio()) {
            RealtimeSession session = studio.connect(studio.options()
                    .timeouts(SessionTimeouts.builder()
                            .prompt(Duration.ofMillis(300))
                            .image(Duration.ofMillis(1000))
                            .build()));
            studio.server.faults().withholdAcks();
            assertThatThrownBy(() -> session.setPrompt("lost").block(Studio.PATIENCE))
                    .isInstanceOfSatisfying(
                            CommandException.class,
                            e -> assertThat(e.reason()).isEqualTo(CommandException.Reason.TIMED_OUT));
            assertThatThrownBy(() -> session.set(SetInput.prompt("lost")).block(Studio.PATIENCE))
                    .isInstanceOf(CommandException.class)
                    .hasMessage("set timed out after 1000ms");
            studio.server.faults().reset();
            session.setPrompt("found").block(Studio.PATIENCE);
            session.set(SetInput.prompt("noir")).block(Studio.PATIENCE);
            Studio.awaitPicture(session, Studio::isNoir);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "OPEN, DROP", "INITIAL_STATE, DROP", "OFFER, DROP", "ANSWER, DROP",
        "OPEN, CLOSE", "INITIAL_STATE, CLOSE", "OFFER, CLOSE", "ANSWER, CLOSE",
        "OPEN, STALL", "INITIAL_STATE, STALL", "OFFER, STALL"
    })
    void aBreakInEachPhaseOfTheHandshakeHeals(HandshakePhase phase, Break how) {
        try (Studio studio = new Studio()) {
            studio.server.faults().breakNext(2, phase, how);
            RealtimeSession session = studio.connect(studio.options()
                    .initialState(InitialState.prompt("noir"))
                    .timeouts(SHORT)
                    .reconnect(Studio.QUICK));
            Studio.awaitPicture(session, Studio::isNoir);
            session.disconnect().block(Studio.PATIENCE);
            studio.assertNothingOpen();
        }
    }

    @Test
    void framesThatComeWhileThereIsNoConnectionAreCountedAsDropped() {
        try (Studio studio = new Studio()) {
            RealtimeSession session = studio.connect(
                    studio.options().initialState(InitialState.prompt("noir")).reconnect(Studio.QUICK));
            Studio.awaitPicture(session, Studio::isNoir);
            Mono<SessionEvent> back = session.events()
                    .skipUntil(SessionEvent.Reconnecting.class::isInstance)
                    .filter(new SessionEvent.ConnectionChange(ConnectionState.GENERATING)::equals)
                    .next()
                    .cache();
            back.subscribe();
            studio.server.faults().refuseNext(5); // half a second of waits
            studio.server.faults().drop();
            assertThat(back.block(Studio.PATIENCE)).isNotNull();
            assertThat(session.counters().localFramesDropped()).isPositive();
        }
    }

    @Test
    void refusedConnectionsAreTriedAgain() {
        try (Studio studio = new Studio()) {
            studio.server.faults().refuseNext(2);
            RealtimeSession session = studio.connect(studio.options().reconnect(Studio.QUICK));
            assertThat(session.isConnected()).isTrue();
            session.disconnect().block(Studio.PATIENCE);
            assertThat(session.events()
                            .ofType(SessionEvent.Reconnecting.class)
                            .count()
                            .block(Studio.PATIENCE))
                    .isEqualTo(2);
        }
    }

    @Test
    void aPeerConnectionThatDiesWhileTheSocketLivesIsReplaced() {
        try (Studio studio = new Studio()) {
            RealtimeSession session = studio.connect(studio.options()
                    .initialState(InitialState.prompt("noir"))
                    .timeouts(SessionTimeouts.builder()
                            .mediaGrace(Duration.ofMillis(200))
                            .build()));
            Studio.awaitPicture(session, Studio::isNoir);
            String before = session.sessionId().orElseThrow();
            Mono<Void> again = awaitState(session, ConnectionState.GENERATING, before);
            studio.server.faults().closePeer();
            again.block(Duration.ofSeconds(40));
            Studio.awaitPicture(session, Studio::isNoir);
        }
    }

    private static Mono<Void> awaitState(RealtimeSession session, ConnectionState state, String notSession) {
        return session.events()
                .filter(event -> event.equals(new SessionEvent.ConnectionChange(state))
                        && !session.sessionId().orElse("").equals(notSession))
                .next()
                .then();
    }

    @Test
    void aServerThatIsGoneForGoodEndsTheSession() {
        try (Studio studio = new Studio()) {
            RealtimeSession session = studio.connect(studio.options().reconnect(Studio.QUICK));
            Mono<SessionEvent> last = session.events().last().cache();
            last.subscribe();
            studio.server.close();
            SessionEvent.Ended ended = (SessionEvent.Ended) Objects.requireNonNull(last.block(Studio.PATIENCE));
            assertThat(ended.cause()).containsInstanceOf(ConnectionException.class);
            assertThat(session.connectionState()).isEqualTo(ConnectionState.DISCONNECTED);
            assertThat(studio.client.runtime().openPeerConnections()).isZero();
            assertThatThrownBy(() -> session.setPrompt("late").block(Studio.PATIENCE))
                    .hasMessage("Cannot send message: connection is disconnected");
        }
    }

    @Test
    void creditsThatRunOutEndTheSessionForGood() {
        try (Studio studio = new Studio()) {
            RealtimeSession session = studio.connect(InitialState.prompt("noir"));
            Studio.awaitPicture(session, Studio::isNoir);
            Mono<List<SessionEvent>> rest = session.events().collectList().cache();
            rest.subscribe();
            studio.server.faults().exhaustCredits();
            assertThat(rest.block(Studio.PATIENCE))
                    .hasAtLeastOneElementOfType(SessionEvent.GenerationEnded.class)
                    .noneMatch(SessionEvent.Reconnecting.class::isInstance)
                    .last()
                    .isInstanceOfSatisfying(
                            SessionEvent.Ended.class,
                            ended -> assertThat(ended.cause()).containsInstanceOf(SessionEndedException.class));
            studio.assertNothingOpen();
        }
    }

    @Test
    void closeCodesAreSurfaced() {
        try (Studio studio = new Studio()) {
            RealtimeSession session = studio.connect(studio.options().reconnect(Studio.QUICK));
            Mono<DecartException> cause = session.events()
                    .ofType(SessionEvent.Reconnecting.class)
                    .next()
                    .map(SessionEvent.Reconnecting::cause)
                    .cache();
            cause.subscribe();
            studio.server.faults().close(4321, "because");
            assertThat(cause.block(Studio.PATIENCE))
                    .isInstanceOfSatisfying(
                            ConnectionException.class,
                            e -> assertThat(e.closeCode()).hasValue(4321))
                    .hasMessage("WebSocket closed: 4321 because");
        }
    }

    @ParameterizedTest
    @EnumSource(value = HandshakePhase.class, names = "ANSWER", mode = EnumSource.Mode.EXCLUDE)
    void cancellingConnectInEachPhaseLeavesNothing(HandshakePhase phase) {
        try (Studio studio = new Studio()) {
            studio.server.faults().breakNext(1, phase, Break.STALL);
            Sinks.Empty<Void> reached = Sinks.empty();
            studio.server
                    .newSessions()
                    .take(1)
                    .flatMap(session -> reachedBy(session, phase))
                    .subscribe(seen -> {}, e -> {}, reached::tryEmitEmpty);
            Disposable connecting =
                    studio.client.realtime().connect(studio.options().build()).subscribe();
            reached.asMono().block(Studio.PATIENCE);
            connecting.dispose();
            studio.assertNothingOpen();
        }
    }

    private static Mono<?> reachedBy(io.decart4j.testkit.LocalSession session, HandshakePhase phase) {
        return switch (phase) {
            case OPEN -> Mono.empty();
            case INITIAL_STATE ->
                session.received()
                        .filter(message -> message.type().equals("set_image"))
                        .next();
            default ->
                session.received()
                        .filter(message -> message.type().equals("offer"))
                        .next();
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"never", "connecting", "generating", "reconnecting"})
    void disconnectTwiceInEachState(String when) {
        try (Studio studio = new Studio()) {
            RealtimeSession session = studio.client
                    .realtime()
                    .session(studio.options()
                            .initialState(InitialState.prompt("noir"))
                            .build());
            switch (when) {
                case "connecting" -> {
                    studio.server.faults().breakNext(1, HandshakePhase.OFFER, Break.STALL);
                    session.connect().subscribe(connected -> {}, e -> {});
                    awaitEvent(session, SessionEvent.SessionStarted.class);
                }
                case "generating" -> {
                    session.connect().block(Studio.PATIENCE);
                    Studio.awaitPicture(session, Studio::isNoir);
                }
                case "reconnecting" -> {
                    session.connect().block(Studio.PATIENCE);
                    Studio.awaitPicture(session, Studio::isNoir);
                    studio.server.faults().refuseNext(100);
                    studio.server.faults().drop();
                    awaitEvent(session, SessionEvent.Reconnecting.class);
                }
                default -> {}
            }
            session.disconnect().block(Studio.PATIENCE);
            // disconnect completes when everything is closed, so there is nothing to wait for
            assertThat(studio.client.runtime().openPeerConnections()).isZero();
            session.disconnect().block(Studio.PATIENCE);
            assertThat(session.connectionState()).isEqualTo(ConnectionState.DISCONNECTED);
            assertThat(session.events().blockLast(Studio.PATIENCE)).isEqualTo(new SessionEvent.Ended(null));
            studio.assertNothingOpen();
        }
    }

    private static void awaitEvent(RealtimeSession session, Class<? extends SessionEvent> kind) {
        session.events().filter(kind::isInstance).blockFirst(Studio.PATIENCE);
    }

    @Test
    void aSourceThatFailsIsToldAndTheSessionGoesOn() {
        try (Studio studio = new Studio()) {
            RealtimeSession session = studio.connect(Studio.direct()
                    .video(Studio.pattern().take(20).concatWith(Flux.error(new IllegalStateException("unplugged")))));
            assertThat(session.events().ofType(SessionEvent.ErrorOccurred.class).blockFirst(Studio.PATIENCE))
                    .isNotNull();
            session.setPrompt("still here").block(Studio.PATIENCE);
            assertThat(session.isConnected()).isTrue();
        }
    }
}
