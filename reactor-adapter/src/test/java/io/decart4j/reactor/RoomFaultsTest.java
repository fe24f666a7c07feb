package io.decart4j.reactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.decart4j.error.ErrorCode;
import io.decart4j.error.Failures;
import io.decart4j.error.MediaException;
import io.decart4j.event.ConnectionState;
import io.decart4j.event.SessionEvent;
import io.decart4j.input.InitialState;
import io.decart4j.livekit.DisconnectReason;
import io.decart4j.livekit.server.LiveKitServerExtension;
import io.decart4j.livekit.server.ServerPath;
import io.decart4j.media.I420Buffer;
import io.decart4j.media.VideoFrame;
import io.decart4j.testsupport.Slow;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * What a session makes of a bad way to a real livekit-server: what the room mends nobody notices, what it cannot mend leads to
 * another room, and what no room can mend ends the session with its type.
 */
class RoomFaultsTest {

    @RegisterExtension
    static final LiveKitServerExtension LIVEKIT = new LiveKitServerExtension();

    /** A path is given up by WebRTC after some 15 seconds. */
    private static final Duration LONG_PATIENCE = Duration.ofSeconds(60);

    private final RoomStudio studio = new RoomStudio(LIVEKIT.process());
    private final ServerPath path = ServerPath.to(LIVEKIT.process());
    private final List<ConnectionState> states = new CopyOnWriteArrayList<>();

    RoomFaultsTest() {
        studio.url = path.access().url().toString();
    }

    @AfterEach
    void leavesNothing() {
        path.close();
        studio.close();
    }

    @Test
    void aCutSignalConnectionIsResumedUnnoticed() {
        RealtimeSession session = connect();
        String stay = stay();
        for (int cut = 1; cut <= 3; cut++) {
            path.cutSignals();
            int opened = cut + 1;
            until(() -> path.connections() == opened, Studio.PATIENCE);
            Studio.awaitPicture(session, Studio::isNoir);
        }
        assertThat(stay()).isEqualTo(stay);
        assertUnnoticed(session);
    }

    @Test
    void aSignalConnectionThatIsNotResumedIsJoinedAnewUnnoticed() {
        RealtimeSession session = connect();
        String stay = stay();
        path.refuseSignals(3, 503);
        path.cutSignals();
        until(() -> path.connections() == 5, Studio.PATIENCE);
        until(() -> !stay().equals(stay), Studio.PATIENCE);
        assertUnnoticed(session);
    }

    @Test
    void aTokenThatIsNoLongerTakenLeadsToAnotherRoom() {
        RealtimeSession session = connect();
        path.refuseSignals(1, 401);
        path.cutSignals();
        awaitAnotherRoom(session);
    }

    @Test
    void aTokenThatHasExpiredEndsTheSession() {
        // The path accepts before it asks, which would hide the server's answer.
        studio.url = LIVEKIT.process().url().toString();
        studio.brokenToken = LIVEKIT.process()
                .token()
                .identity("user")
                .join("expired")
                .expiry(Instant.now().minus(Duration.ofMinutes(10)))
                .mint();
        assertThatThrownBy(() -> studio.connect(InitialState.none()))
                .isInstanceOf(MediaException.class)
                .hasMessageContaining("expired")
                .hasMessageNotContaining(studio.brokenToken)
                .satisfies(e ->
                        assertThat(Failures.isPermanent((MediaException) e)).isTrue());
        assertThat(studio.hosts).hasSize(1);
    }

    @Test
    void aServerThatWantsAResumeGetsIt() {
        RealtimeSession session = connect();
        String stay = stay();
        path.tell(LeaveRequests.resume());
        until(() -> path.connections() == 2, Studio.PATIENCE);
        Studio.awaitPicture(session, Studio::isNoir);
        assertThat(stay()).isEqualTo(stay);
        assertUnnoticed(session);
    }

    @Test
    void aServerThatWantsAReconnectGetsIt() {
        RealtimeSession session = connect();
        String stay = stay();
        path.tell(LeaveRequests.reconnect());
        until(() -> !stay().equals(stay), Studio.PATIENCE);
        assertUnnoticed(session);
    }

    /** It is sent before anybody in the room has asked for the track. */
    @Test
    void theOnlyPictureOfAStillSourceIsSeen() {
        RealtimeSession session = studio.connect(studio.options().video(MuteTest.still()));
        session.video(VideoFrame::width).blockFirst(Studio.PATIENCE);
        assertThat(session.counters().framesSent()).isEqualTo(1);
    }

    /** The media library would encode it with another codec than that of the track, and nobody would see anything. */
    @ParameterizedTest
    @CsvSource({"4000,3000", "40,12"})
    void aPictureThatTheEncoderDoesNotTakeIsToldAndNotSent(int width, int height) {
        RealtimeSession session = studio.connect(studio.options()
                .video(Mono.fromCallable(() -> VideoFrame.of(I420Buffer.allocate(width, height), 0))
                        .concatWith(Mono.never())));
        SessionEvent.ErrorOccurred told = Objects.requireNonNull(
                session.events().ofType(SessionEvent.ErrorOccurred.class).blockFirst(Studio.PATIENCE));
        assertThat(told.error()).hasMessageContaining("H264 takes pictures").hasMessageContaining(width + "x" + height);
        assertThat(session.counters().framesSent()).isZero();
        assertThat(session.counters().localFramesDropped()).isOne();
    }

    @Test
    void theOnlyPictureOfAStillSourceIsSentAnewAfterARejoin() {
        RealtimeSession session = studio.connect(studio.options()
                .video(Mono.fromCallable(() ->
                                VideoFrame.of(I420Buffer.allocate(Studio.SMALL.width(), Studio.SMALL.height()), 0))
                        .concatWith(Mono.never())));
        until(() -> session.counters().framesSent() == 1, Studio.PATIENCE);
        String stay = stay();
        path.tell(LeaveRequests.reconnect());
        until(() -> session.counters().framesSent() == 2, Studio.PATIENCE);
        assertThat(stay()).isNotEqualTo(stay);
        assertThat(session.counters().localFramesDropped()).isZero();
        assertThat(studio.hosts).hasSize(1);
    }

    @Test
    void aServerThatGoesAwayLeadsToAnotherRoom() {
        RealtimeSession session = connect();
        path.tell(LeaveRequests.leave(DisconnectReason.SERVER_SHUTDOWN));
        awaitAnotherRoom(session);
    }

    @Test
    void aServerThatPutsTheUserOutEndsTheSession() {
        RealtimeSession session = connect();
        Mono<SessionEvent.Ended> ended =
                session.events().ofType(SessionEvent.Ended.class).next().cache();
        ended.subscribe();
        path.tell(LeaveRequests.leave(DisconnectReason.DUPLICATE_IDENTITY));
        assertThat(Objects.requireNonNull(ended.block(Studio.PATIENCE)).cause().orElseThrow())
                .isInstanceOf(MediaException.class)
                .hasMessageContaining("DUPLICATE_IDENTITY");
        assertThat(studio.hosts).hasSize(1);
    }

    @Test
    void mediaThatAreBlockedForAWhileComeBackUnnoticed() {
        RealtimeSession session = connect();
        path.blockMedia();
        until(() -> path.connections() > 1, LONG_PATIENCE);
        path.restoreMedia();
        session.video(Studio::patches).filter(Studio::isNoir).blockFirst(LONG_PATIENCE);
        session.setPrompt("invert").block(Studio.PATIENCE);
        session.video(Studio::patches).filter(Studio::isInverted).blockFirst(LONG_PATIENCE);
        assertUnnoticed(session);
    }

    @Test
    void aRoomThatIsFarAwayIsJoinedAndItsDistanceIsTold() {
        path.delaySignals(Duration.ofMillis(40));
        path.delayMedia(Duration.ofMillis(40));

        RealtimeSession session = connect();

        Studio.awaitPicture(session, Studio::isNoir);
        assertThat(session.stats()
                        .mapNotNull(stats -> stats.connection().currentRoundTripTimeMs())
                        .blockFirst(LONG_PATIENCE))
                .isGreaterThan(79);
    }

    @Slow
    @Test
    void framesThatReachNoRoomAreToldAndDoNotCountAsSent() {
        RealtimeSession session = connect();
        Flux<SessionEvent.SendingStall> stalls = session.events()
                .ofType(SessionEvent.SendingStall.class)
                .replay()
                .autoConnect(0);
        path.blockMedia();

        assertThat(stalls.next().block(Duration.ofSeconds(7)))
                .isEqualTo(new SessionEvent.SendingStall(true, Duration.ZERO));
        long sent = session.counters().framesSent();
        long dropped = session.counters().localFramesDropped();
        until(() -> session.counters().localFramesDropped() > dropped + 3, Studio.PATIENCE);
        assertThat(session.counters().framesSent()).isEqualTo(sent);

        path.restoreMedia();
        assertThat(stalls.filter(stall -> !stall.stalled()).next().block(LONG_PATIENCE))
                .isNotNull();
        until(() -> session.counters().framesSent() > sent, Studio.PATIENCE);
        assertUnnoticed(session);
    }

    @Slow
    @Test
    void mediaThatNeverComeEndWithTheirType() {
        path.blockMedia();
        assertThatThrownBy(() -> studio.client
                        .realtime()
                        .connect(
                                studio.options().reconnect(ReconnectPolicy.NONE).build())
                        .block(LONG_PATIENCE))
                .isInstanceOfSatisfying(
                        MediaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.WEBRTC_ICE_ERROR));
    }

    private RealtimeSession connect() {
        RealtimeSession session = studio.connect(InitialState.prompt("noir"));
        session.events()
                .ofType(SessionEvent.ConnectionChange.class)
                .map(SessionEvent.ConnectionChange::state)
                .subscribe(states::add);
        Studio.awaitPicture(session, Studio::isNoir);
        return session;
    }

    /** Still the same session in the same room, to which nothing has happened; and commands take effect. */
    private void assertUnnoticed(RealtimeSession session) {
        session.setPrompt("noir invert").block(Studio.PATIENCE);
        session.video(Studio::patches).filter(Studio::isNoir).take(5).blockLast(Studio.PATIENCE);
        assertThat(studio.hosts).hasSize(1);
        assertThat(states)
                .containsExactly(ConnectionState.CONNECTING, ConnectionState.CONNECTED, ConnectionState.GENERATING);
    }

    private void awaitAnotherRoom(RealtimeSession session) {
        until(() -> studio.hosts.size() == 2 && session.isConnected(), Studio.PATIENCE);
        Studio.awaitPicture(session, Studio::isNoir);
        assertThat(states).contains(ConnectionState.RECONNECTING);
        assertThat(session.sessionId()).contains("session-" + studio.latest().room);
    }

    /** The server's id of the user's stay; another one after a rejoin, empty in between. */
    private String stay() {
        String participants = LIVEKIT.process().rooms().listParticipants(studio.latest().room);
        return Pattern.compile("\"sid\":\\s*\"(PA_\\w+)\",\\s*\"identity\":\\s*\"user\"")
                .matcher(participants)
                .results()
                .map(found -> found.group(1))
                .findFirst()
                .orElse("");
    }

    private static void until(BooleanSupplier holds, Duration patience) {
        // On a thread that may ask the server.
        Flux.interval(Duration.ZERO, Duration.ofMillis(20), Schedulers.boundedElastic())
                .onBackpressureDrop()
                .takeUntil(tick -> holds.getAsBoolean())
                .blockLast(patience);
    }
}
