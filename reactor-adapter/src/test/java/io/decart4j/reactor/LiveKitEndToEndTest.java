package io.decart4j.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.error.ServerException;
import io.decart4j.event.ConnectionState;
import io.decart4j.event.SessionEvent;
import io.decart4j.input.ImageSource;
import io.decart4j.input.InitialState;
import io.decart4j.livekit.server.LiveKitServerExtension;
import io.decart4j.testkit.Leftovers;
import io.decart4j.testkit.LocalDecartServer;
import io.decart4j.testkit.LocalSession;
import io.decart4j.testkit.RecordingLeakDetector;
import io.decart4j.testkit.TestTone;
import java.awt.Color;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

/** The client against the local server with a room of a real livekit-server between them. */
class LiveKitEndToEndTest {

    @RegisterExtension
    static final LiveKitServerExtension LIVEKIT = new LiveKitServerExtension();

    private static final String SERVICE = "inference-server-local";

    private final Leftovers before = Leftovers.snapshot();
    private final LocalDecartServer server = LocalDecartServer.builder()
            .livekit(LIVEKIT.process().access())
            .tickInterval(Duration.ofMillis(100))
            .queue(2)
            .start();
    private final DecartClient client = DecartClient.builder()
            .apiKey(server.apiKey())
            .baseUrl(server.httpUrl())
            .realtimeBaseUrl(server.realtimeUrl())
            .build();

    @AfterEach
    void leavesNothing() {
        client.close();
        server.close();
        before.assertNone();
        assertThat(RecordingLeakDetector.collect()).isEmpty();
    }

    @Test
    void promptsAndImagesTakeEffectInThePicture() throws IOException {
        RealtimeSession session = connect(InitialState.none());
        Studio.awaitPicture(session, Studio::isUnchanged);
        session.setPrompt("noir").block(Studio.PATIENCE);
        Studio.awaitPicture(session, Studio::isNoir);
        session.setImage(ImageSource.of(EndToEndTest.png(new Color(0, 160, 0)))).block(Studio.PATIENCE);
        Studio.awaitPicture(session, patches -> !Studio.isNoir(patches));
        assertThat(session.events()
                        .takeUntil(SessionEvent.GenerationTick.class::isInstance)
                        .ofType(SessionEvent.QueuePosition.class)
                        .collectList()
                        .block(Studio.PATIENCE))
                .extracting(SessionEvent.QueuePosition::position)
                .containsExactly(2, 1);
    }

    @Test
    void soundComesBack() {
        RealtimeSession session =
                connect(options().audio(TestTone.frames(440)).initialState(InitialState.prompt("noir")));
        assertThat(session.audio()
                        .buffer(50)
                        .filter(part -> Math.abs(TestTone.frequency(part) - 440) < 15)
                        .blockFirst(Studio.PATIENCE))
                .isNotNull();
    }

    @Test
    void twoSessionsAndAViewerSeeTheirOwn() {
        RealtimeSession noir = connect(InitialState.prompt("noir"));
        RealtimeSession inverted = connect(InitialState.prompt("invert"));
        RealtimeViewer viewer = Objects.requireNonNull(
                client.realtime().subscribe(noir.subscribeToken().orElseThrow()).block(Studio.PATIENCE));
        Studio.awaitPicture(noir, Studio::isNoir);
        Studio.awaitPicture(inverted, Studio::isInverted);
        assertThat(viewer.video(Studio::patches).filter(Studio::isNoir).blockFirst(Studio.PATIENCE))
                .isNotNull();
    }

    @Test
    void aCutSocketLeadsToAnotherRoom() {
        RealtimeSession session = connect(InitialState.prompt("noir"));
        reconnectsAfter(session, () -> server.faults().drop());
    }

    @Test
    void mediaThatEndLeadToAnotherRoom() {
        RealtimeSession session = connect(InitialState.prompt("noir"));
        reconnectsAfter(session, () -> server.faults().closePeer());
    }

    @Test
    void aDeletedRoomLeadsToAnother() {
        RealtimeSession session = connect(InitialState.prompt("noir"));
        reconnectsAfter(session, () -> LIVEKIT.process().rooms().deleteRoom(room()));
    }

    @Test
    void aGeneratorThatIsRemovedLeadsToAnotherRoom() {
        RealtimeSession session = connect(InitialState.prompt("noir"));
        reconnectsAfter(session, () -> LIVEKIT.process().rooms().removeParticipant(room(), SERVICE));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 100, 200})
    void aReasonBehindTheEndOfTheRoomEndsTheSession(int millis) {
        RealtimeSession session = connect(InitialState.prompt("noir"));
        Studio.awaitPicture(session, Studio::isNoir);
        Mono<List<SessionEvent>> rest = session.events().collectList().cache();
        rest.subscribe();
        server.faults().endBehindMedia("moderation_violation", Duration.ofMillis(millis));
        ReasonBehindMediaTest.assertEndedFor("moderation_violation", rest.block(Studio.PATIENCE));
    }

    @Test
    void aUserWhoIsRemovedStaysOut() {
        RealtimeSession session = connect(InitialState.prompt("noir"));
        LocalSession seen = server.sessions().get(0);
        Mono<SessionEvent.Ended> ended =
                session.events().ofType(SessionEvent.Ended.class).next();
        LIVEKIT.process().rooms().removeParticipant(room(), "user-" + seen.id());
        assertThat(Objects.requireNonNull(ended.block(Studio.PATIENCE)).error()).isNotNull();
        assertThat(session.connectionState()).isEqualTo(ConnectionState.DISCONNECTED);
    }

    @Test
    void aRestartedLiveKitServerIsFoundAgain() {
        RealtimeSession session = connect(InitialState.prompt("noir"));
        Studio.awaitPicture(session, Studio::isNoir);
        LIVEKIT.process().kill();
        LIVEKIT.process().start();
        session.setPrompt("invert")
                .retryWhen(reactor.util.retry.Retry.fixedDelay(100, Duration.ofMillis(200)))
                .block(Studio.PATIENCE);
        Studio.awaitPicture(session, Studio::isInverted);
    }

    @Test
    void roundsLeaveNothing() {
        int rounds = Integer.getInteger("decart4j.rounds", 10);
        for (int round = 0; round < rounds; round++) {
            connect(InitialState.prompt("noir")).disconnect().block(Studio.PATIENCE);
        }
        assertThat(rounds).isPositive();
    }

    /** It asks for the same room again, and there is none; the one that it watches gets another room. */
    @Test
    void aViewerWhoseRoomIsDeletedIsToldThatTheSessionIsOver() {
        RealtimeSession session = connect(InitialState.prompt("noir"));
        Studio.awaitPicture(session, Studio::isNoir);
        RealtimeViewer viewer = Objects.requireNonNull(client.realtime()
                .subscribe(session.subscribeToken().orElseThrow())
                .block(Studio.PATIENCE));
        Mono<SessionEvent> end = viewer.events().last().cache();
        end.subscribe();
        LIVEKIT.process().rooms().deleteRoom(room());
        assertThat(end.block(Studio.PATIENCE))
                .isInstanceOfSatisfying(
                        SessionEvent.Ended.class,
                        ended -> assertThat(ended.cause())
                                .hasValueSatisfying(cause -> assertThat(cause)
                                        .isInstanceOf(ServerException.class)
                                        .hasMessageContaining("Invalid session")));
    }

    private ConnectOptions.Builder options() {
        return ConnectOptions.builder(Studio.SMALL)
                .transport(Transport.LIVEKIT)
                .reconnect(Studio.QUICK)
                .video(Studio.pattern());
    }

    private RealtimeSession connect(InitialState initial) {
        return connect(options().initialState(initial));
    }

    private RealtimeSession connect(ConnectOptions.Builder options) {
        return Objects.requireNonNull(client.realtime().connect(options.build()).block(Studio.PATIENCE));
    }

    private String room() {
        return server.sessions().get(0).room().orElseThrow();
    }

    private static void reconnectsAfter(RealtimeSession session, Runnable fault) {
        Studio.awaitPicture(session, Studio::isNoir);
        String first = session.sessionId().orElseThrow();
        fault.run();
        session.video(Studio::patches)
                .filter(patches -> Studio.isNoir(patches)
                        && !session.sessionId().orElse(first).equals(first))
                .blockFirst(Studio.PATIENCE);
    }
}
