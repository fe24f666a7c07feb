package io.decart4j.livekit;

import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.livekit.ScriptedServer.Call;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import livekit.LivekitModels;
import livekit.LivekitRtc;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a server does to a published track is told, and frames that reach nobody do not count as sent. */
class LocalTrackEndsTest {

    @RegisterExtension
    final Machine machine = new Machine();

    private final ScriptedServer server = new ScriptedServer();
    private final List<RoomEvent> events = new CopyOnWriteArrayList<>();
    private LiveKitRoom room;
    private Call call;
    private LocalVideoTrack track;

    @BeforeEach
    void publish() {
        CompletableFuture<LiveKitRoom> joining =
                LiveKitRoom.connect(machine.runtime(), server.options().build()).toFuture();
        call = server.next();
        call.send(Script.join("PA_1"));
        room = joining.join();
        machine.leaveAfterwards(room);
        room.events().subscribe(events::add);
        CompletableFuture<LocalVideoTrack> publishing = room.publishVideo(
                        VideoPublishOptions.camera(Pictures.WIDTH, Pictures.HEIGHT))
                .toFuture();
        answerPublication("TR_1", 1);
        track = publishing.join();
        assertThat(push()).isTrue();
        assertThat(track.framesSent()).isEqualTo(1);
    }

    @AfterEach
    void closeServer() {
        server.close();
    }

    @Test
    void aTrackThatTheServerTakesAwayIsTold() {
        call.send(unpublished("TR_1"));

        Machine.until(() -> told(RoomEvent.LocalTrackLost.class).size() == 1);
        RoomEvent.LocalTrackLost lost = told(RoomEvent.LocalTrackLost.class).get(0);
        assertThat(lost.name()).isEqualTo("camera");
        assertThat(lost.cause())
                .isInstanceOf(LiveKitException.TrackUnpublished.class)
                .hasMessageContaining("TR_1");
        assertThat(track.sid()).isEmpty();
        assertNothingIsSent();
    }

    @Test
    void aTrackThatWasTakenBackHereIsNotLost() {
        CompletableFuture<Void> leaving = track.unpublish().toFuture();
        call.send(unpublished("TR_1"));
        call.send(Script.answer(machine.answer(offer(2)), 2));

        assertThat(leaving).succeedsWithin(Machine.PATIENCE);
        room.leave().block(Machine.PATIENCE);
        Machine.until(() -> !told(RoomEvent.Disconnected.class).isEmpty());
        assertThat(told(RoomEvent.LocalTrackLost.class)).isEmpty();
    }

    @Test
    void aMuteByTheServerIsToldAndFramesDoNotCountAsSent() {
        call.send(mute("TR_1", true));

        Machine.until(() -> told(RoomEvent.LocalTrackMuted.class).size() == 1);
        assertThat(told(RoomEvent.LocalTrackMuted.class))
                .containsExactly(new RoomEvent.LocalTrackMuted("camera", true));
        assertThat(track.isMuted()).isTrue();
        assertThat(track.sid()).contains("TR_1");
        assertNothingIsSent();

        call.send(mute("TR_1", false));

        Machine.until(() -> told(RoomEvent.LocalTrackMuted.class).size() == 2);
        assertThat(track.isMuted()).isFalse();
        assertThat(push()).isTrue();
        assertThat(track.framesSent()).isEqualTo(2);
    }

    @Test
    void whatIsMutedHereStaysSoWhenTheServerLetsItBeSeenAgain() {
        call.send(mute("TR_1", true));
        Machine.until(track::isMuted);
        track.mute().block(Machine.PATIENCE);

        call.send(mute("TR_1", false));

        assertThat(call.await(LivekitRtc.SignalRequest::hasMute).getMute().getMuted())
                .isTrue();
        assertThat(track.isMuted()).isTrue();
        assertNothingIsSent();
    }

    @Test
    void theRightToPublishIsTakenAndGivenBack() {
        call.send(unpublished("TR_1"));
        call.send(Script.update(own(false).setVersion(2)));

        Machine.until(() -> told(RoomEvent.PublishPermissionChanged.class).size() == 1);
        assertThat(told(RoomEvent.PublishPermissionChanged.class))
                .containsExactly(new RoomEvent.PublishPermissionChanged("camera", false));
        assertThat(track.sid()).isEmpty();
        assertNothingIsSent();

        call.send(Script.update(own(true).setVersion(3)));
        answerPublication("TR_2", 2);

        Machine.until(() -> track.sid().isPresent());
        assertThat(track.sid()).contains("TR_2");
        assertThat(told(RoomEvent.PublishPermissionChanged.class))
                .containsExactly(
                        new RoomEvent.PublishPermissionChanged("camera", false),
                        new RoomEvent.PublishPermissionChanged("camera", true));
        assertThat(told(RoomEvent.LocalTrackLost.class)).isEmpty();
        assertThat(push()).isTrue();
    }

    @Test
    void theRightForOtherSourcesIsNoneForThisOne() {
        LivekitModels.ParticipantInfo.Builder screenOnly = own(true).setVersion(2);
        screenOnly.getPermissionBuilder().addCanPublishSources(LivekitModels.TrackSource.SCREEN_SHARE);

        call.send(Script.update(screenOnly));

        Machine.until(() -> told(RoomEvent.PublishPermissionChanged.class).size() == 1);
        assertThat(track.sid()).isEmpty();
        assertNothingIsSent();
    }

    private void assertNothingIsSent() {
        long sent = track.framesSent();
        long dropped = track.framesDropped();
        assertThat(push()).isFalse();
        assertThat(track.framesSent()).isEqualTo(sent);
        assertThat(track.framesDropped()).isEqualTo(dropped + 1);
    }

    private boolean push() {
        return Pictures.push(track, Pictures.RED);
    }

    private <E extends RoomEvent> List<E> told(Class<E> type) {
        return events.stream().filter(type::isInstance).map(type::cast).toList();
    }

    /** Of the announcement and the offer that come next. */
    private void answerPublication(String sid, int offer) {
        LivekitRtc.AddTrackRequest request = call.received()
                .filter(LivekitRtc.SignalRequest::hasAddTrack)
                .skip(offer - 1L)
                .next()
                .blockOptional(Machine.PATIENCE)
                .orElseThrow()
                .getAddTrack();
        call.send(Script.published(request, sid));
        call.send(Script.answer(machine.answer(offer(offer)), offer));
    }

    private String offer(int number) {
        return call.await(message -> message.hasOffer() && message.getOffer().getId() == number)
                .getOffer()
                .getSdp();
    }

    private static LivekitModels.ParticipantInfo.Builder own(boolean mayPublish) {
        LivekitModels.ParticipantInfo.Builder own = Script.participant("PA_1", "ada");
        own.getPermissionBuilder().setCanPublish(mayPublish).setCanSubscribe(true);
        return own;
    }

    private static LivekitRtc.SignalResponse.Builder unpublished(String sid) {
        return LivekitRtc.SignalResponse.newBuilder()
                .setTrackUnpublished(
                        LivekitRtc.TrackUnpublishedResponse.newBuilder().setTrackSid(sid));
    }

    private static LivekitRtc.SignalResponse.Builder mute(String sid, boolean muted) {
        return LivekitRtc.SignalResponse.newBuilder()
                .setMute(LivekitRtc.MuteTrackRequest.newBuilder().setSid(sid).setMuted(muted));
    }
}
