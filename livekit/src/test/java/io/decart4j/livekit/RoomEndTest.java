package io.decart4j.livekit;

import static io.decart4j.livekit.Pictures.GREEN;
import static io.decart4j.livekit.Pictures.RED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.decart4j.livekit.server.ServerPath;
import io.decart4j.webrtc.WebRtcRuntime;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.test.StepVerifier;

/** How rooms of a real server are lost, won back and left. */
class RoomEndTest {

    @RegisterExtension
    static final RealServer SERVER = new RealServer();

    @RegisterExtension
    final Machine machine = new Machine();

    private final String room = RealServer.newRoom();

    @Test
    void aCutSignalConnectionIsResumedAndMediaGoOn() {
        try (ServerPath path = ServerPath.to(SERVER.process())) {
            LiveKitRoom ada = machine.join(
                    SERVER.options(path.access().url(), room, "ada").build());
            LiveKitRoom bob = machine.join(SERVER.options(room, "bob").build());
            RoomTest.publish(ada, "camera", RED);
            RoomTest.publish(bob, "camera", GREEN);
            RemoteTrack ofAda = RoomTest.see(bob, RoomTest.from("ada"), RED);
            RemoteTrack ofBob = RoomTest.see(ada, RoomTest.from("bob"), GREEN);
            String stay = ada.participantSid();

            for (int round = 0; round < 3; round++) {
                StepVerifier resumed = StepVerifier.create(ada.events()
                                .skipUntil(event -> event instanceof RoomEvent.Reconnecting)
                                .takeUntil(new RoomEvent.StateChanged(RoomState.CONNECTED)::equals))
                        .expectNextMatches(
                                event -> event instanceof RoomEvent.Reconnecting reconnecting && reconnecting.resume())
                        .thenConsumeWhile(event -> !event.equals(new RoomEvent.StateChanged(RoomState.CONNECTED)))
                        .expectNext(new RoomEvent.StateChanged(RoomState.CONNECTED))
                        .expectComplete()
                        .verifyLater();
                path.cutSignals();
                resumed.verify(Machine.PATIENCE);

                RoomTest.see(bob, ofAda::equals, RED);
                RoomTest.see(ada, ofBob::equals, GREEN);
            }

            assertThat(ada.participantSid()).isEqualTo(stay);
            assertThat(bob.participants()).extracting(Participant::sid).containsExactly(stay);
            RoomTest.publish(ada, "second", GREEN);
            RoomTest.see(bob, track -> track.info().name().equals("second"), GREEN);
        }
    }

    @Test
    void aRestartedServerIsJoinedAnew() {
        LiveKitRoom ada = machine.join(SERVER.options(room, "ada").build());
        LiveKitRoom bob = machine.join(SERVER.options(room, "bob").build());
        LocalVideoTrack camera = RoomTest.publish(ada, "camera", RED);
        RemoteTrack before = RoomTest.see(bob, RoomTest.from("ada"), RED);
        String stay = ada.participantSid();
        StepVerifier ended = StepVerifier.create(before.retainedVideo()
                        .doOnNext(frame -> frame.release())
                        .then())
                .expectComplete()
                .verifyLater();

        SERVER.process().kill();
        Machine.until(() -> ada.state() == RoomState.RECONNECTING && bob.state() == RoomState.RECONNECTING);
        SERVER.process().start();

        Machine.until(() -> ada.state() == RoomState.CONNECTED && bob.state() == RoomState.CONNECTED);
        ended.verify(Machine.PATIENCE);
        RemoteTrack after = RoomTest.see(bob, RoomTest.from("ada"), RED);
        assertThat(after).isNotSameAs(before);
        assertThat(ada.participantSid()).isNotEqualTo(stay);
        assertThat(camera.sid()).contains(after.sid());
    }

    @Test
    void whoIsRemovedIsToldAndStaysOut() {
        LiveKitRoom ada = machine.join(SERVER.options(room, "ada").build());

        SERVER.process().rooms().removeParticipant(room, "ada");

        assertEnd(ada, DisconnectReason.PARTICIPANT_REMOVED);
        assertThat(SERVER.process().rooms().listParticipants(room)).doesNotContain("ada");
        assertThatThrownBy(() ->
                        ada.publishVideo(VideoPublishOptions.camera(64, 64)).block(Machine.PATIENCE))
                .isInstanceOf(LiveKitException.Closed.class);
    }

    @Test
    void aDeletedRoomIsOver() {
        LiveKitRoom ada = machine.join(SERVER.options(room, "ada").build());

        SERVER.process().rooms().deleteRoom(room);

        assertEnd(ada, DisconnectReason.ROOM_DELETED);
    }

    @Test
    void theLaterOfOneIdentityStays() {
        LiveKitRoom first = machine.join(SERVER.options(room, "ada").build());
        LiveKitRoom second = machine.join(SERVER.options(room, "ada").build());

        assertEnd(first, DisconnectReason.DUPLICATE_IDENTITY);
        assertThat(second.state()).isEqualTo(RoomState.CONNECTED);
    }

    @Test
    void tokensThatAreNotGoodAreToldWithTheServersWords() {
        WebRtcRuntime runtime = machine.runtime();
        String expired = SERVER.process()
                .token()
                .identity("ada")
                .join(room)
                .expiry(Instant.now().minus(Duration.ofMinutes(10)))
                .mint();
        StepVerifier.create(LiveKitRoom.connect(
                        runtime,
                        RoomOptions.builder(SERVER.process().url(), expired).build()))
                .expectErrorSatisfies(e -> {
                    LiveKitException.NotAllowed refused = (LiveKitException.NotAllowed) e;
                    assertThat(refused.status()).isEqualTo(401);
                    assertThat(refused.body()).contains("expired");
                    assertThat(refused.toString()).doesNotContain(expired);
                })
                .verify(Machine.PATIENCE);
        String nobody = SERVER.process().token().join(room).mint();
        StepVerifier.create(LiveKitRoom.connect(
                        runtime,
                        RoomOptions.builder(SERVER.process().url(), nobody).build()))
                .expectErrorSatisfies(
                        e -> assertThat(((LiveKitException.Refused) e).status()).isEqualTo(400))
                .verify(Machine.PATIENCE);
        StepVerifier.create(LiveKitRoom.connect(
                        runtime,
                        RoomOptions.builder(URI.create("ws://127.0.0.1:9"), expired)
                                .build()))
                .expectError(LiveKitException.Unreachable.class)
                .verify(Machine.PATIENCE);
    }

    @Test
    void whoMayNotPublishIsTold() {
        String mute = SERVER.process()
                .token()
                .identity("ada")
                .join(room)
                .withoutPublishing()
                .mint();
        LiveKitRoom ada = machine.join(RoomOptions.builder(SERVER.process().url(), mute)
                .hostCandidatesOnly()
                .build());

        StepVerifier.create(ada.publishVideo(VideoPublishOptions.camera(64, 64)))
                .expectErrorSatisfies(e -> assertThat(((LiveKitException.PublishRefused) e).reason())
                        .isEqualTo("NOT_ALLOWED"))
                .verify(Machine.PATIENCE);
        assertThat(ada.state()).isEqualTo(RoomState.CONNECTED);
    }

    @Test
    void whoOnlyPublishesNeedsNoReceivingConnection() {
        String deaf = SERVER.process()
                .token()
                .identity("ada")
                .join(room)
                .withoutSubscribing()
                .mint();
        LiveKitRoom bob = machine.join(SERVER.options(room, "bob").build());
        LiveKitRoom ada = machine.join(RoomOptions.builder(SERVER.process().url(), deaf)
                .hostCandidatesOnly()
                .build());
        RoomTest.publish(ada, "camera", GREEN);

        RoomTest.see(bob, RoomTest.from("ada"), GREEN);
    }

    @Test
    void twentyRoundsLeaveNothing() {
        WebRtcRuntime one = machine.runtime();
        WebRtcRuntime other = machine.runtime();
        for (int round = 0; round < 20; round++) {
            LiveKitRoom ada = machine.join(one, SERVER.options(room, "ada").build());
            LiveKitRoom bob = machine.join(other, SERVER.options(room, "bob").build());
            RoomTest.publish(ada, "camera", RED);
            if (round % 4 == 0) {
                RoomTest.see(bob, RoomTest.from("ada"), RED);
            }
            ada.leave().block(Machine.PATIENCE);
            bob.leave().block(Machine.PATIENCE);
            assertThat(one.openPeerConnections() + other.openPeerConnections()).isZero();
        }
        // A server that is asked at once may still be tidying up.
        Machine.until(() -> !SERVER.process().rooms().listParticipants(room).contains("identity"));
    }

    private static void assertEnd(LiveKitRoom room, DisconnectReason reason) {
        List<RoomEvent> events =
                room.events().collectList().blockOptional(Machine.PATIENCE).orElseThrow();
        RoomEvent.Disconnected end = (RoomEvent.Disconnected) events.get(events.size() - 1);
        assertThat(end.reason()).isEqualTo(reason);
        assertThat(end.error()).isInstanceOf(LiveKitException.Ended.class);
        assertThat(events).noneMatch(event -> event instanceof RoomEvent.Reconnecting);
        assertThat(room.state()).isEqualTo(RoomState.DISCONNECTED);
    }
}
