package io.decart4j.reactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.decart4j.error.ConnectionException;
import io.decart4j.error.FrameOverflowException;
import io.decart4j.error.MediaException;
import io.decart4j.error.ServerException;
import io.decart4j.event.ConnectionState;
import io.decart4j.event.SessionEvent;
import io.decart4j.frames.VideoFrames;
import io.decart4j.input.InitialState;
import io.decart4j.livekit.LiveKitRoom;
import io.decart4j.livekit.RoomOptions;
import io.decart4j.livekit.VideoPublishOptions;
import io.decart4j.livekit.server.LiveKitServerExtension;
import io.decart4j.media.FrameBuffer;
import io.decart4j.media.I420Buffer;
import io.decart4j.media.VideoFrame;
import io.decart4j.message.ClientMessage;
import io.decart4j.stats.SessionStats;
import io.decart4j.testkit.TestTone;
import io.decart4j.token.SubscribeToken;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Real video and sound through a room of a real livekit-server (docs/protocol.md, C24, C28, C54, C55, C57 and C62). */
class RoomEndToEndTest {

    @RegisterExtension
    static final LiveKitServerExtension SERVER = new LiveKitServerExtension();

    private static RealtimeViewer watch(RoomStudio studio, RealtimeSession session) {
        return Objects.requireNonNull(studio.client
                .realtime()
                .subscribe(session.subscribeToken().orElseThrow())
                .block(Studio.PATIENCE));
    }

    @Test
    void C24_promptsTakeEffectInThePicture() {
        try (RoomStudio studio = new RoomStudio(SERVER.process())) {
            RealtimeSession session = studio.connect(InitialState.prompt("noir"));
            List<SessionEvent> events = new CopyOnWriteArrayList<>();
            session.events().subscribe(events::add);
            Studio.awaitPicture(session, Studio::isNoir);
            session.setPrompt("invert").block(Studio.PATIENCE);
            Studio.awaitPicture(session, Studio::isInverted);
            assertThat(studio.latest().heard)
                    .startsWith(new ClientMessage.LivekitJoin(false), new ClientMessage.Prompt("noir", true));
            assertThat(session.connectionState()).isEqualTo(ConnectionState.GENERATING);
            assertThat(session.sessionId()).contains("session-" + studio.latest().room);
            assertThat(SubscribeToken.decode(session.subscribeToken().orElseThrow()))
                    .isEqualTo(new SubscribeToken.Room(studio.latest().room));
            assertThat(events).contains(new SessionEvent.QueuePosition(1, 1), new SessionEvent.GenerationTick(1));
            assertThat(events)
                    .filteredOn(SessionEvent.PhaseTiming.class::isInstance)
                    .extracting(event -> ((SessionEvent.PhaseTiming) event).phase())
                    .containsExactlyInAnyOrder(
                            "websocket",
                            "initial-state",
                            "room-info",
                            "room-join",
                            "publish-local-track",
                            "webrtc-handshake",
                            "total");
            session.disconnect().block(Studio.PATIENCE);
            assertThat(studio.client.runtime().openPeerConnections()).isZero();
        }
    }

    @Test
    void C28_videoAndSoundComeFromTheModelAndFromNobodyElse() {
        try (RoomStudio studio = new RoomStudio(SERVER.process())) {
            RealtimeSession session = studio.connect(
                    studio.options().initialState(InitialState.prompt("noir")).audio(TestTone.frames(440)));
            LiveKitRoom stranger = Objects.requireNonNull(LiveKitRoom.connect(
                            studio.models(),
                            RoomOptions.builder(URI.create(studio.url), studio.token(studio.latest().room, "eve"))
                                    .hostCandidatesOnly()
                                    .build())
                    .block(Studio.PATIENCE));
            Disposable other = stranger.publishVideo(VideoPublishOptions.camera(64, 64))
                    .flatMap(track -> track.send(
                            Flux.interval(Duration.ofMillis(50))
                                    .onBackpressureDrop()
                                    .map(tick -> VideoFrame.of(I420Buffer.allocate(64, 64), System.nanoTime())),
                            15))
                    .subscribe();
            Studio.awaitPicture(session, Studio::isNoir);
            assertThat(session.audio()
                            .buffer(50)
                            .filter(frames -> Math.abs(TestTone.frequency(frames) - 440) < 15)
                            .blockFirst(Studio.PATIENCE))
                    .isNotNull();
            assertThat(session.video(VideoFrame::width).take(30).collectList().block(Studio.PATIENCE))
                    .containsOnly(Studio.SMALL.width());
            other.dispose();
            stranger.leave().block(Studio.PATIENCE);
        }
    }

    /** There is one queue only between the room and a subscriber, so what the subscriber asked for holds. */
    @Test
    void aSubscriberThatWantsNoGapIsToldOfTheFirstOne() {
        try (RoomStudio studio = new RoomStudio(SERVER.process())) {
            RealtimeSession session = studio.connect(InitialState.none());
            // Of what it has not asked for two wait, and the next one is too many.
            assertThatThrownBy(
                            () -> session.retainedVideo(FrameBuffer.bounded(2).failing())
                                    .as(VideoFrames::discarding)
                                    .concatMap(
                                            frame -> {
                                                frame.release();
                                                return Mono.never();
                                            },
                                            1)
                                    .as(VideoFrames::discarding)
                                    .blockLast(Studio.PATIENCE))
                    .isInstanceOf(FrameOverflowException.class);
            assertThat(session.counters().remoteFramesDropped()).isPositive();
            session.disconnect().block(Studio.PATIENCE);
        }
    }

    @Test
    void C57_aLostSocketIsMadeGoodWithTheLastAcknowledgedPrompt() {
        try (RoomStudio studio = new RoomStudio(SERVER.process())) {
            RealtimeSession session = studio.connect(InitialState.none());
            Studio.awaitPicture(session, Studio::isUnchanged);
            session.setPrompt("noir").block(Studio.PATIENCE);
            String before = session.sessionId().orElseThrow();
            studio.latest().drop();
            session.events()
                    .filter(event -> !session.sessionId().orElseThrow().equals(before) && session.isConnected())
                    .blockFirst(Studio.PATIENCE);
            Studio.awaitPicture(session, Studio::isNoir);
            assertThat(studio.hosts).hasSize(2);
        }
    }

    @Test
    void C55_aDeletedRoomIsReplacedAndAParticipantWhoIsRemovedStaysOut() {
        try (RoomStudio studio = new RoomStudio(SERVER.process())) {
            RealtimeSession session = studio.connect(InitialState.prompt("noir"));
            String before = session.sessionId().orElseThrow();
            SERVER.process().rooms().deleteRoom(studio.latest().room);
            session.events()
                    .filter(event -> !session.sessionId().orElseThrow().equals(before) && session.isConnected())
                    .blockFirst(Studio.PATIENCE);
            SERVER.process().rooms().removeParticipant(studio.latest().room, "user");
            SessionEvent.Ended ended =
                    session.events().ofType(SessionEvent.Ended.class).blockFirst(Studio.PATIENCE);
            assertThat(Objects.requireNonNull(ended).cause().orElseThrow())
                    .isInstanceOf(MediaException.class)
                    .hasMessageContaining("PARTICIPANT_REMOVED");
            assertThat(studio.hosts).hasSize(2);
        }
    }

    @Test
    void C54_aTokenThatTheRoomRefusesIsNotTriedAgain() {
        try (RoomStudio studio = new RoomStudio(SERVER.process())) {
            studio.brokenToken = "not.a.token";
            assertThatThrownBy(() -> studio.connect(InitialState.none()))
                    .isInstanceOf(MediaException.class)
                    .hasMessageContaining("401")
                    .hasMessageNotContaining("not.a.token");
            assertThat(studio.hosts).hasSize(1);
        }
    }

    @Test
    void C62_bothDirectionsAreMeasured() {
        try (RoomStudio studio = new RoomStudio(SERVER.process())) {
            RealtimeSession session = studio.connect(InitialState.prompt("noir"));
            SessionStats stats = Objects.requireNonNull(session.stats(Duration.ofMillis(500))
                    .filter(sample -> sample.video() != null
                            && sample.video().bitrate() > 0
                            && sample.outboundVideo() != null
                            && sample.outboundVideo().bitrate() > 0
                            && sample.connection().availableOutgoingBitrate() != null
                            && sample.connection().currentRoundTripTimeMs() != null)
                    .blockFirst(Studio.PATIENCE));
            assertThat(stats.connection().selectedCandidatePair()).isNotNull();
            assertThat(session.roundTripTime().block(Studio.PATIENCE)).isBetween(Duration.ZERO, Duration.ofSeconds(1));
            assertThat(session.counters().framesReceived()).isPositive();
        }
    }

    @Test
    void viewersSeeWhatTheSessionProducesAndAreRefusedWhenItIsNotThere() {
        try (RoomStudio studio = new RoomStudio(SERVER.process())) {
            RealtimeSession session = studio.connect(InitialState.prompt("noir"));
            Studio.awaitPicture(session, Studio::isNoir);
            RealtimeViewer viewer = watch(studio, session);
            assertThat(viewer.video(Studio::patches).filter(Studio::isNoir).blockFirst(Studio.PATIENCE))
                    .isNotNull();
            assertThat(studio.watched).containsExactly(studio.latest().room);
            viewer.disconnect().block(Studio.PATIENCE);
            Studio.awaitPicture(session, Studio::isNoir);

            String gone = new SubscribeToken.Room("room-gone").encode();
            assertThatThrownBy(() -> studio.client.realtime().subscribe(gone).block(Studio.PATIENCE))
                    .isInstanceOf(ServerException.class)
                    .hasMessageContaining("Invalid session");
            try (DecartClient other = studio.client("dct_other")) {
                String token = session.subscribeToken().orElseThrow();
                assertThatThrownBy(() -> other.realtime().subscribe(token).block(Studio.PATIENCE))
                        .isInstanceOf(ConnectionException.class)
                        .hasMessageNotContaining("dct_other");
            }
            assertThat(studio.watched).hasSize(3);
        }
    }
}
