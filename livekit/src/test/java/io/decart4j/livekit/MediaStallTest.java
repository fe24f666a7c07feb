package io.decart4j.livekit;

import static io.decart4j.livekit.Pictures.GREEN;
import static io.decart4j.livekit.Pictures.RED;
import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.livekit.server.ServerPath;
import java.time.Duration;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What a real server does to media, or keeps from arriving, is told, and what reaches nobody is not counted as sent. */
class MediaStallTest {

    /** Of which one is for a busy machine. */
    private static final Duration SOON = Duration.ofSeconds(7);

    @RegisterExtension
    static final RealServer SERVER = new RealServer();

    @RegisterExtension
    final Machine machine = new Machine();

    private final String room = RealServer.newRoom();

    @Test
    void mediaThatArriveNowhereAreToldOnBothSidesUntilTheyArriveAgain() {
        try (ServerPath path = ServerPath.to(SERVER.process())) {
            LiveKitRoom ada = machine.join(
                    SERVER.options(path.access().url(), room, "ada").build());
            LiveKitRoom bob = machine.join(SERVER.options(room, "bob").build());
            LocalVideoTrack camera = RoomTest.publish(ada, "camera", RED);
            RemoteTrack seen = RoomTest.see(bob, RoomTest.from("ada"), RED);
            Mono<Boolean> sending =
                    stalls(ada, RoomEvent.LocalTrackStalled.class, RoomEvent.LocalTrackStalled::stalled);
            Mono<Boolean> receiving = stalls(bob, RoomEvent.TrackStalled.class, event -> {
                assertThat(event.track()).isSameAs(seen);
                return event.stalled();
            });

            path.blockMedia();

            assertThat(Mono.zip(sending, receiving)
                            .map(both -> both.getT1() && both.getT2())
                            .block(SOON))
                    .isTrue();
            long sent = camera.framesSent();
            long dropped = camera.framesDropped();
            Machine.until(() -> camera.framesDropped() > dropped + Pictures.FPS);
            assertThat(camera.framesSent()).isEqualTo(sent);
            assertThat(ada.state()).isEqualTo(RoomState.CONNECTED);

            Mono<Boolean> sendingAgain =
                    stalls(ada, RoomEvent.LocalTrackStalled.class, RoomEvent.LocalTrackStalled::stalled);
            Mono<Boolean> receivingAgain = stalls(bob, RoomEvent.TrackStalled.class, RoomEvent.TrackStalled::stalled);
            path.restoreMedia();

            assertThat(Mono.zip(sendingAgain, receivingAgain)
                            .map(both -> both.getT1() || both.getT2())
                            .block(Machine.PATIENCE))
                    .isFalse();
            Machine.until(() -> camera.framesSent() > sent);
        }
    }

    @Test
    void aMutedTrackIsToldToItsPublisherAndIsNoStall() {
        LiveKitRoom ada = machine.join(SERVER.options(room, "ada").build());
        LiveKitRoom bob = machine.join(SERVER.options(room, "bob").build());
        LocalVideoTrack camera = RoomTest.publish(ada, "camera", RED);
        RemoteTrack seen = RoomTest.see(bob, RoomTest.from("ada"), RED);

        SERVER.process().rooms().muteTrack(room, "ada", camera.sid().orElseThrow());

        Machine.until(camera::isMuted);
        Machine.until(() -> seen.info().muted());
        long sent = camera.framesSent();
        assertThat(Mono.firstWithSignal(
                                ada.events()
                                        .ofType(RoomEvent.LocalTrackStalled.class)
                                        .next(),
                                bob.events()
                                        .ofType(RoomEvent.TrackStalled.class)
                                        .next())
                        .take(Duration.ofSeconds(6))
                        .block())
                .isNull();
        assertThat(camera.framesSent()).isEqualTo(sent);
    }

    @Test
    void aTrackThatItsPublisherMutesIsMutedForTheOthersUntilItIsUnmuted() {
        LiveKitRoom ada = machine.join(SERVER.options(room, "ada").build());
        LiveKitRoom bob = machine.join(SERVER.options(room, "bob").build());
        LocalVideoTrack camera = RoomTest.publish(ada, "camera", RED);
        RemoteTrack seen = RoomTest.see(bob, RoomTest.from("ada"), RED);

        camera.mute().block(Machine.PATIENCE);

        Machine.until(() -> seen.info().muted());
        long sent = camera.framesSent();
        long dropped = camera.framesDropped();
        Machine.until(() -> camera.framesDropped() > dropped + 3);
        assertThat(camera.framesSent()).isEqualTo(sent);

        camera.unmute().block(Machine.PATIENCE);

        Machine.until(() -> !seen.info().muted());
        RoomTest.see(bob, seen::equals, RED);
    }

    @Test
    void whatAnAdministratorHasMutedItsPublisherMayUnmute() {
        LiveKitRoom ada = machine.join(SERVER.options(room, "ada").build());
        LiveKitRoom bob = machine.join(SERVER.options(room, "bob").build());
        LocalVideoTrack camera = RoomTest.publish(ada, "camera", RED);
        RemoteTrack seen = RoomTest.see(bob, RoomTest.from("ada"), RED);
        SERVER.process().rooms().muteTrack(room, "ada", camera.sid().orElseThrow());
        Machine.until(camera::isMuted);
        Machine.until(() -> seen.info().muted());

        camera.unmute().block(Machine.PATIENCE);

        assertThat(camera.isMuted()).isFalse();
        RoomTest.see(bob, seen::equals, RED);
        assertThat(seen.info().muted()).isFalse();
    }

    @Test
    void theRightToPublishIsWithdrawnAndGivenBackAndTheTrackWithIt() {
        LiveKitRoom ada = machine.join(SERVER.options(room, "ada").build());
        LiveKitRoom bob = machine.join(SERVER.options(room, "bob").build());
        LocalVideoTrack camera = RoomTest.publish(ada, "camera", GREEN);
        RemoteTrack before = RoomTest.see(bob, RoomTest.from("ada"), GREEN);
        Flux<RoomEvent> told = ada.events().cache();
        told.subscribe();

        SERVER.process().rooms().mayPublish(room, "ada", false);

        Machine.await(told, RoomEvent.PublishPermissionChanged.class, event -> !event.mayPublish());
        assertThat(camera.sid()).isEmpty();
        long sent = camera.framesSent();
        long dropped = camera.framesDropped();
        Machine.until(() -> camera.framesDropped() > dropped + 3);
        assertThat(camera.framesSent()).isEqualTo(sent);

        SERVER.process().rooms().mayPublish(room, "ada", true);

        Machine.await(told, RoomEvent.PublishPermissionChanged.class, RoomEvent.PublishPermissionChanged::mayPublish);
        RemoteTrack after = RoomTest.see(bob, track -> track != before, GREEN);
        assertThat(camera.sid()).contains(after.sid());
        Machine.until(() -> camera.framesSent() > sent);
        ada.leave().block(Machine.PATIENCE);
        assertThat(told.filter(RoomEvent.LocalTrackLost.class::isInstance)
                        .collectList()
                        .block(Machine.PATIENCE))
                .isEmpty();
    }

    /** From now on. */
    private static <E extends RoomEvent> Mono<Boolean> stalls(
            LiveKitRoom room, Class<E> type, Function<E, Boolean> stalled) {
        Mono<Boolean> next = room.events().ofType(type).next().map(stalled).cache();
        next.subscribe();
        return next;
    }
}
