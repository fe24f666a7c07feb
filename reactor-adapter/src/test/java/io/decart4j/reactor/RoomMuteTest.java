package io.decart4j.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.event.ConnectionState;
import io.decart4j.event.SessionEvent;
import io.decart4j.input.InitialState;
import io.decart4j.livekit.LiveKitRoom;
import io.decart4j.livekit.RoomOptions;
import io.decart4j.livekit.TrackInfo;
import io.decart4j.livekit.server.LiveKitServerExtension;
import io.decart4j.testkit.TestTone;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.publisher.Mono;

/** A session in a room of a real livekit-server that holds back what it would send. */
class RoomMuteTest {

    private static final Duration A_WHILE = Duration.ofMillis(700);
    private static final StallPolicy STRICT = new StallPolicy(Duration.ofMillis(400), true);

    @RegisterExtension
    static final LiveKitServerExtension SERVER = new LiveKitServerExtension();

    @Test
    void theRoomKnowsThatItIsMutedAndNothingIsSent() {
        try (RoomStudio studio = new RoomStudio(SERVER.process())) {
            RealtimeSession session = studio.connect(studio.options()
                    .videoStall(STRICT)
                    .audio(TestTone.frames(440))
                    .initialState(InitialState.prompt("noir")));
            List<SessionEvent> events = new CopyOnWriteArrayList<>();
            session.events().subscribe(events::add);
            Studio.awaitPicture(session, Studio::isNoir);
            LiveKitRoom other = other(studio);
            MuteTest.until(() -> tracks(other).size() == 2);
            assertThat(tracks(other)).noneMatch(TrackInfo::muted);

            session.mute().block(Studio.PATIENCE);

            MuteTest.until(() -> tracks(other).stream().allMatch(TrackInfo::muted));
            long sent = session.counters().framesSent();
            long dropped = session.counters().localFramesDropped();
            long silent = session.audioCounters().localFramesDropped();
            long spoken = session.audioCounters().framesSent();
            Mono.delay(A_WHILE).block();
            assertThat(session.counters().framesSent()).isEqualTo(sent);
            assertThat(session.counters().localFramesDropped()).isGreaterThan(dropped);
            assertThat(session.audioCounters().framesSent()).isEqualTo(spoken);
            assertThat(session.audioCounters().localFramesDropped()).isGreaterThan(silent);

            session.unmute().block(Studio.PATIENCE);

            MuteTest.until(
                    () -> tracks(other).size() == 2 && tracks(other).stream().noneMatch(TrackInfo::muted));
            Studio.awaitPicture(session, Studio::isNoir);
            assertThat(events)
                    .noneMatch(SessionEvent.VideoStall.class::isInstance)
                    .noneMatch(SessionEvent.SendingStall.class::isInstance)
                    .noneMatch(SessionEvent.Reconnecting.class::isInstance);
            other.leave().block(Studio.PATIENCE);
        }
    }

    @Test
    void aSessionThatStartsMutedIsConnectedAndSendsNothingBeforeItIsUnmuted() {
        try (RoomStudio studio = new RoomStudio(SERVER.process())) {
            RealtimeSession session =
                    studio.connect(studio.options().startMuted(true).initialState(InitialState.prompt("noir")));
            MuteTest.until(() -> session.counters().localFramesDropped() > 10);
            assertThat(session.connectionState()).isEqualTo(ConnectionState.CONNECTED);
            assertThat(session.counters().framesSent()).isZero();
            assertThat(session.counters().framesReceived()).isZero();

            session.unmute().block(Studio.PATIENCE);

            Studio.awaitPicture(session, Studio::isNoir);
        }
    }

    @Test
    void theNewestFrameOfAStillSourceIsSentAgain() {
        try (RoomStudio studio = new RoomStudio(SERVER.process())) {
            RealtimeSession session = studio.connect(
                    ConnectOptions.builder(Studio.SMALL).video(MuteTest.still()).startMuted(true));
            session.unmute().block(Studio.PATIENCE);
            MuteTest.until(() -> session.counters().framesSent() > 0);
            Studio.awaitPicture(session, frame -> true);
            for (int round = 1; round <= 3; round++) {
                session.mute().block(Studio.PATIENCE);
                long sent = session.counters().framesSent();

                session.unmute().block(Studio.PATIENCE);

                assertThat(session.counters().framesSent()).isEqualTo(sent + 1);
            }
        }
    }

    @Test
    void whoChangesItsMindAtOnceIsSeen() {
        try (RoomStudio studio = new RoomStudio(SERVER.process())) {
            RealtimeSession session = studio.connect(InitialState.prompt("noir"));
            Studio.awaitPicture(session, Studio::isNoir);
            for (int round = 0; round < 5; round++) {
                session.mute().subscribe();
                session.unmute().subscribe();
            }
            session.setPrompt("invert").block(Studio.PATIENCE);
            Studio.awaitPicture(session, frame -> !Studio.isNoir(frame));
        }
    }

    @Test
    void anotherRoomIsEnteredMuted() {
        try (RoomStudio studio = new RoomStudio(SERVER.process())) {
            RealtimeSession session = studio.connect(InitialState.prompt("noir"));
            Studio.awaitPicture(session, Studio::isNoir);
            session.mute().block(Studio.PATIENCE);
            long sent = session.counters().framesSent();
            String before = session.sessionId().orElseThrow();

            studio.latest().drop();
            MuteTest.until(() ->
                    session.isConnected() && !session.sessionId().orElseThrow().equals(before));
            Mono.delay(A_WHILE).block();

            assertThat(session.counters().framesSent()).isEqualTo(sent);
            session.unmute().block(Studio.PATIENCE);
            Studio.awaitPicture(session, Studio::isNoir);
        }
    }

    private static LiveKitRoom other(RoomStudio studio) {
        return Objects.requireNonNull(LiveKitRoom.connect(
                        studio.models(),
                        RoomOptions.builder(URI.create(studio.url), studio.token(studio.latest().room, "eve"))
                                .hostCandidatesOnly()
                                .build())
                .block(Studio.PATIENCE));
    }

    private static List<TrackInfo> tracks(LiveKitRoom room) {
        return room.participants().stream()
                .filter(participant -> participant.identity().equals("user"))
                .flatMap(participant -> participant.tracks().stream())
                .toList();
    }
}
