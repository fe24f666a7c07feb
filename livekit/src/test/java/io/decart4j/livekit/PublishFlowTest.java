package io.decart4j.livekit;

import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.livekit.ScriptedServer.Call;
import io.decart4j.webrtc.PeerConnection;
import io.decart4j.webrtc.PeerOptions;
import io.decart4j.webrtc.VideoEncoding;
import io.decart4j.webrtc.WebRtcRuntime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import livekit.LivekitModels;
import livekit.LivekitRtc;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** Publishing and subscribing against a scripted server with real peer connections behind it. */
class PublishFlowTest {

    @RegisterExtension
    final Machine machine = new Machine();

    private final ScriptedServer server = new ScriptedServer();

    @AfterEach
    void closeServer() {
        server.close();
    }

    @Test
    void aTrackIsAnnouncedThenOfferedUnderItsName() {
        LiveKitRoom room = join(server.options());
        Call call = server.next();
        CompletableFuture<LocalVideoTrack> publishing = room.publishVideo(VideoPublishOptions.camera(320, 180)
                        .named("stage")
                        .encodedAs(new VideoEncoding("VP8", 500_000, 20)))
                .toFuture();
        LivekitRtc.AddTrackRequest request =
                call.await(LivekitRtc.SignalRequest::hasAddTrack).getAddTrack();
        assertThat(request.getName()).isEqualTo("stage");
        assertThat(request.getSource()).isEqualTo(LivekitModels.TrackSource.CAMERA);
        assertThat(request.getWidth()).isEqualTo(320);
        assertThat(request.getLayersList()).singleElement().satisfies(layer -> {
            assertThat(layer.getQuality()).isEqualTo(LivekitModels.VideoQuality.HIGH);
            assertThat(layer.getBitrate()).isEqualTo(500_000);
        });
        assertThat(request.getSimulcastCodecs(0).getCodec()).isEqualTo("vp8");

        call.send(Script.published(request, "TR_VC1"));
        LivekitRtc.SessionDescription offer =
                call.await(LivekitRtc.SignalRequest::hasOffer).getOffer();
        assertThat(offer.getId()).isEqualTo(1);
        assertThat(offer.getSdp()).contains("a=sendonly").containsPattern("a=msid:\\S+ " + request.getCid());
        String answer = machine.answer(offer.getSdp());
        call.send(Script.answer("v=0\r\nno answer to this offer", 99));
        call.send(Script.answer(answer, 1));

        assertThat(publishing).succeedsWithin(Machine.PATIENCE);
        assertThat(publishing.join().sid()).contains("TR_VC1");
    }

    @Test
    void aRefusedTrackIsTheCallersError() {
        LiveKitRoom room = join(server.options());
        Call call = server.next();
        CompletableFuture<LocalVideoTrack> publishing =
                room.publishVideo(VideoPublishOptions.camera(320, 180)).toFuture();
        LivekitRtc.AddTrackRequest request =
                call.await(LivekitRtc.SignalRequest::hasAddTrack).getAddTrack();
        call.send(LivekitRtc.SignalResponse.newBuilder()
                .setRequestResponse(LivekitRtc.RequestResponse.newBuilder()
                        .setReason(LivekitRtc.RequestResponse.Reason.LIMIT_EXCEEDED)
                        .setMessage("one is enough")
                        .setAddTrack(request)));

        assertThat(publishing)
                .failsWithin(Machine.PATIENCE)
                .withThrowableThat()
                .havingCause()
                .isInstanceOf(LiveKitException.PublishRefused.class)
                .withMessageContaining("LIMIT_EXCEEDED, one is enough");
        assertThat(room.state()).isEqualTo(RoomState.CONNECTED);
    }

    @Test
    void aPublicationThatIsCutOffGoesOnAfterTheResume() {
        LiveKitRoom room = join(server.options());
        Call call = server.next();
        CompletableFuture<LocalVideoTrack> publishing =
                room.publishVideo(VideoPublishOptions.camera(320, 180)).toFuture();
        LivekitRtc.AddTrackRequest request =
                call.await(LivekitRtc.SignalRequest::hasAddTrack).getAddTrack();
        call.send(Script.published(request, "TR_VC1"));
        String first = call.await(LivekitRtc.SignalRequest::hasOffer).getOffer().getSdp();

        call.cut();
        Call second = server.next();
        second.send(Script.resumed());

        LivekitRtc.SyncState state =
                second.await(LivekitRtc.SignalRequest::hasSyncState).getSyncState();
        assertThat(state.getPublishTracksList()).singleElement().satisfies(track -> {
            assertThat(track.getCid()).isEqualTo(request.getCid());
            assertThat(track.getTrack().getSid()).isEqualTo("TR_VC1");
            assertThat(track.getTrack().getName()).isEqualTo("camera");
        });
        LivekitRtc.SessionDescription offer =
                second.await(LivekitRtc.SignalRequest::hasOffer).getOffer();
        assertThat(offer.getId()).isEqualTo(2);
        assertThat(ufrag(offer.getSdp())).isNotEqualTo(ufrag(first));
        second.send(Script.answer(machine.answer(offer.getSdp()), 2));
        assertThat(publishing).succeedsWithin(Machine.PATIENCE);
        assertThat(second.received()
                        .takeUntilOther(publishingDone(publishing))
                        .filter(LivekitRtc.SignalRequest::hasAddTrack)
                        .take(Duration.ofMillis(200))
                        .collectList()
                        .block(Machine.PATIENCE))
                .isEmpty();
    }

    @Test
    void aTrackThatIsNotPublishedInTimeIsGivenUp() {
        LiveKitRoom room = join(server.options().publishTimeout(Duration.ofMillis(200)));
        server.next();

        StepVerifier.create(room.publishVideo(VideoPublishOptions.camera(320, 180)))
                .expectErrorMessage("The track was not published in time")
                .verify(Machine.PATIENCE);
    }

    @Test
    void anUnknownCodecIsTheCallersError() {
        LiveKitRoom room = join(server.options());
        Call call = server.next();
        CompletableFuture<LocalVideoTrack> publishing = room.publishVideo(
                        VideoPublishOptions.camera(320, 180).encodedAs(new VideoEncoding("H999", null, null)))
                .toFuture();

        assertThat(publishing)
                .failsWithin(Machine.PATIENCE)
                .withThrowableThat()
                .withMessageContaining("no video codec H999");
        assertThat(call.received()
                        .next()
                        .map(any -> true)
                        .timeout(Duration.ofMillis(100), Mono.just(false))
                        .block())
                .isFalse();
    }

    @Test
    void onlyWantedTracksAreAskedFor() {
        LiveKitRoom room = join(server.options().subscribeTo(identity -> identity.startsWith("inference-")));
        Call call = server.next();
        assertThat(call.uri).contains("auto_subscribe=0");

        call.send(Script.update(Script.participant("PA_2", "somebody", "TR_1")));
        call.send(Script.update(Script.participant("PA_3", "inference-1", "TR_2", "TR_3")));
        call.send(Script.update(
                Script.participant("PA_3", "inference-1", "TR_2", "TR_3").setVersion(5)));

        LivekitRtc.UpdateSubscription asked =
                call.await(LivekitRtc.SignalRequest::hasSubscription).getSubscription();
        assertThat(asked.getTrackSidsList()).containsExactly("TR_2", "TR_3");
        assertThat(asked.getSubscribe()).isTrue();
        call.cut();
        Call second = server.next();
        second.send(Script.resumed());
        LivekitRtc.UpdateSubscription exceptions = second.await(LivekitRtc.SignalRequest::hasSyncState)
                .getSyncState()
                .getSubscription();
        assertThat(exceptions.getTrackSidsList()).containsExactly("TR_2", "TR_3");
        assertThat(exceptions.getSubscribe()).isTrue();
        assertThat(room.participants()).hasSize(2);
    }

    @Test
    void offersAreAnsweredWithTheirNumberAndTracksWaitForTheirOwner() {
        WebRtcRuntime runtime = machine.runtime();
        PeerConnection peer =
                runtime.open(PeerOptions.none()).blockOptional(Machine.PATIENCE).orElseThrow();
        peer.sendVideo("TR_VC7").block(Machine.PATIENCE);
        String sdp = peer.offer(Mono::just).blockOptional(Machine.PATIENCE).orElseThrow();
        LiveKitRoom room = join(server.options());
        Call call = server.next();

        call.send(Script.offer(sdp, 41, Map.of()));
        LivekitRtc.SessionDescription answer =
                call.await(LivekitRtc.SignalRequest::hasAnswer).getAnswer();
        assertThat(answer.getId()).isEqualTo(41);
        peer.accept(answer.getSdp()).block(Machine.PATIENCE);
        call.await(request ->
                request.hasTrickle() && request.getTrickle().getTarget() == LivekitRtc.SignalTarget.SUBSCRIBER);
        call.send(Script.update(Script.participant("PA_2", "bob", "TR_VC7")));

        RemoteTrack track = room.tracks().next().blockOptional(Machine.PATIENCE).orElseThrow();
        assertThat(track.identity()).isEqualTo("bob");
        assertThat(track.sid()).isEqualTo("TR_VC7");
        peer.close().block(Machine.PATIENCE);
    }

    @Test
    void aCandidateThatCannotBeReadCostsOnlyItself() {
        PeerConnection peer = machine.runtime()
                .open(PeerOptions.none())
                .blockOptional(Machine.PATIENCE)
                .orElseThrow();
        peer.sendVideo("TR_VC7").block(Machine.PATIENCE);
        String sdp = peer.offer(Mono::just).blockOptional(Machine.PATIENCE).orElseThrow();
        LiveKitRoom room = join(server.options());
        Call call = server.next();
        call.send(Script.offer(sdp, 41, Map.of()));
        call.await(LivekitRtc.SignalRequest::hasAnswer);

        call.send(Script.trickle(
                LivekitRtc.SignalTarget.SUBSCRIBER, "{\"candidate\":\"candidate:nonsense\",\"sdpMid\":\"0\"}"));
        call.send(Script.offer(sdp, 42, Map.of()));

        call.await(request -> request.hasAnswer() && request.getAnswer().getId() == 42);
        assertThat(room.state()).isEqualTo(RoomState.CONNECTED);
        peer.close().block(Machine.PATIENCE);
    }

    @Test
    void eachPublicationIsToldSoThatAStillPictureCanBeSentAnew() {
        LiveKitRoom room = join(server.options());
        Call call = server.next();
        LocalVideoTrack track = published(room, call, VideoPublishOptions.camera(320, 180));
        Mono<List<String>> sids = track.publications().take(2).collectList().cache();
        sids.subscribe();

        call.send(
                Script.leave(LivekitModels.DisconnectReason.STATE_MISMATCH, LivekitRtc.LeaveRequest.Action.RECONNECT));
        server.peek().send(Script.join("PA_2"));
        publish(server.next(), "TR_VC2");

        assertThat(sids.block(Machine.PATIENCE)).containsExactly("TR_VC1", "TR_VC2");
    }

    @Test
    void aTrackBeginsMutedAndWhatWasDecidedIsToldAgainAfterALoss() {
        LiveKitRoom room = join(server.options());
        Call call = server.next();
        LocalVideoTrack track =
                published(room, call, VideoPublishOptions.camera(320, 180).muted(true));
        assertThat(call.await(LivekitRtc.SignalRequest::hasAddTrack)
                        .getAddTrack()
                        .getMuted())
                .isTrue();
        assertThat(track.isMuted()).isTrue();

        track.unmute().block(Machine.PATIENCE);

        assertThat(track.isMuted()).isFalse();
        LivekitRtc.MuteTrackRequest told =
                call.await(LivekitRtc.SignalRequest::hasMute).getMute();
        assertThat(told.getSid()).isEqualTo("TR_VC1");
        assertThat(told.getMuted()).isFalse();

        call.cut();
        Call second = server.next();
        second.send(Script.resumed());
        LivekitRtc.SessionDescription offer =
                second.await(LivekitRtc.SignalRequest::hasOffer).getOffer();
        second.send(Script.answer(machine.answer(offer.getSdp()), offer.getId()));
        assertThat(second.await(LivekitRtc.SignalRequest::hasMute).getMute()).isEqualTo(told);
    }

    /** The server has answered neither when the second is decided. */
    @Test
    void ofTwoDecisionsInARowTheServerHearsBoth() {
        LiveKitRoom room = join(server.options());
        Call call = server.next();
        LocalVideoTrack track = published(room, call, VideoPublishOptions.camera(320, 180));

        track.mute().subscribe();
        track.unmute().subscribe();

        assertThat(call.await(LivekitRtc.SignalRequest::hasMute).getMute().getMuted())
                .isTrue();
        assertThat(call.await(request -> request.hasMute() && !request.getMute().getMuted()))
                .isNotNull();
        assertThat(track.isMuted()).isFalse();
    }

    /** The decision is made while the publication is still being finished. */
    @Test
    void whatIsDecidedAsSoonAsATrackIsThereIsFollowedByWhatIsDecidedNext() {
        LiveKitRoom room = join(server.options());
        Call call = server.next();
        CompletableFuture<LocalVideoTrack> publishing = room.publishVideo(VideoPublishOptions.camera(320, 180))
                .doOnNext(track -> track.mute().subscribe())
                .toFuture();
        publish(call, "TR_VC1");
        assertThat(publishing).succeedsWithin(Machine.PATIENCE);
        call.await(request -> request.hasMute() && request.getMute().getMuted());

        publishing.join().unmute().subscribe();

        assertThat(call.await(request -> request.hasMute() && !request.getMute().getMuted()))
                .isNotNull();
    }

    /** The server may have heard the first decision, or not: it never said. */
    @Test
    void whatIsDecidedWhileThereIsNoConnectionIsToldAlsoWhenItTakesBackWhatMayBeLost() {
        LiveKitRoom room =
                join(server.options().rejoin(new RejoinPolicy(5, Duration.ofSeconds(1), Duration.ofSeconds(1), 0)));
        Call call = server.next();
        LocalVideoTrack track = published(room, call, VideoPublishOptions.camera(320, 180));
        track.mute().subscribe();
        call.await(request -> request.hasMute() && request.getMute().getMuted());

        AtomicInteger losses = new AtomicInteger();
        room.events().ofType(RoomEvent.Reconnecting.class).subscribe(loss -> losses.incrementAndGet());
        call.cut();
        Call second = server.next();
        second.send(Script.resumed());
        second.await(LivekitRtc.SignalRequest::hasSyncState);
        // Behind a second loss this client waits for as long as the policy says.
        second.cut();
        Machine.until(() -> losses.get() == 2);
        track.unmute().block(Machine.PATIENCE);
        Call third = server.next();
        third.send(Script.resumed());
        LivekitRtc.SessionDescription offer =
                third.await(LivekitRtc.SignalRequest::hasOffer).getOffer();
        third.send(Script.answer(machine.answer(offer.getSdp()), offer.getId()));

        assertThat(third.await(LivekitRtc.SignalRequest::hasMute).getMute().getMuted())
                .isFalse();
    }

    /** Each message is another decision than the one before it, or the last one heard may not be the last one made. */
    @Test
    void decisionsOfTwoThreadsAreHeardInTheOrderInWhichTheyWereMade() throws Exception {
        LiveKitRoom room = join(server.options());
        Call call = server.next();
        LocalVideoTrack track = published(room, call, VideoPublishOptions.camera(320, 180));
        List<Boolean> heard = new CopyOnWriteArrayList<>();
        call.received()
                .filter(LivekitRtc.SignalRequest::hasMute)
                .subscribe(request -> heard.add(request.getMute().getMuted()));
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            CyclicBarrier together = new CyclicBarrier(2);
            List<Future<?>> both = Stream.of(track.mute(), track.unmute())
                    .<Future<?>>map(decision -> threads.submit(() -> {
                        for (int i = 0; i < 5000; i++) {
                            together.await();
                            decision.subscribe();
                        }
                        return null;
                    }))
                    .toList();
            for (Future<?> one : both) {
                one.get(30, TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdownNow();
        }
        track.unmute().subscribe();
        track.mute().subscribe();
        Machine.until(() -> !heard.isEmpty() && heard.get(heard.size() - 1));

        for (int i = 1; i < heard.size(); i++) {
            assertThat(heard.get(i)).as("message " + i + " of " + heard.size()).isNotEqualTo(heard.get(i - 1));
        }
    }

    @Test
    void aTrackIsPublishedMutedAgainAfterARejoin() {
        LiveKitRoom room = join(server.options());
        Call call = server.next();
        LocalVideoTrack track = published(room, call, VideoPublishOptions.camera(320, 180));
        track.mute().block(Machine.PATIENCE);
        assertThat(call.await(LivekitRtc.SignalRequest::hasMute).getMute().getMuted())
                .isTrue();

        call.send(
                Script.leave(LivekitModels.DisconnectReason.STATE_MISMATCH, LivekitRtc.LeaveRequest.Action.RECONNECT));
        server.peek().send(Script.join("PA_2"));
        Call second = server.next();

        assertThat(second.await(LivekitRtc.SignalRequest::hasAddTrack)
                        .getAddTrack()
                        .getMuted())
                .isTrue();
    }

    /** As {@code TR_VC1}. */
    private LocalVideoTrack published(LiveKitRoom room, Call call, VideoPublishOptions options) {
        CompletableFuture<LocalVideoTrack> publishing =
                room.publishVideo(options).toFuture();
        publish(call, "TR_VC1");
        assertThat(publishing).succeedsWithin(Machine.PATIENCE);
        return publishing.join();
    }

    private void publish(Call call, String sid) {
        LivekitRtc.AddTrackRequest request =
                call.await(LivekitRtc.SignalRequest::hasAddTrack).getAddTrack();
        call.send(Script.published(request, sid));
        LivekitRtc.SessionDescription offer =
                call.await(LivekitRtc.SignalRequest::hasOffer).getOffer();
        call.send(Script.answer(machine.answer(offer.getSdp()), offer.getId()));
    }

    private static Mono<LocalVideoTrack> publishingDone(CompletableFuture<LocalVideoTrack> publishing) {
        return Mono.fromFuture(publishing).delayElement(Duration.ofMillis(100));
    }

    private LiveKitRoom join(RoomOptions.Builder options) {
        CompletableFuture<LiveKitRoom> joining =
                LiveKitRoom.connect(machine.runtime(), options.build()).toFuture();
        server.peek().send(Script.join("PA_1"));
        LiveKitRoom room = joining.join();
        machine.leaveAfterwards(room);
        return room;
    }

    private static String ufrag(String sdp) {
        return sdp.lines()
                .filter(line -> line.startsWith("a=ice-ufrag:"))
                .findFirst()
                .orElseThrow();
    }
}
