package io.decart4j.reactor.internal.media.room;

import io.decart4j.livekit.RoomEvent;
import io.decart4j.livekit.RoomState;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

class SendingObstaclesTest {

    @Test
    void theFirstObstacleIsToldAndThatTheLastIsGone() {
        StepVerifier.create(new SendingObstacles("camera")
                        .any(Flux.just(
                                new RoomEvent.StateChanged(RoomState.CONNECTED),
                                new RoomEvent.LocalTrackStalled("camera", true),
                                new RoomEvent.LocalTrackMuted("camera", true),
                                new RoomEvent.LocalTrackStalled("camera", false),
                                new RoomEvent.LocalTrackMuted("camera", false),
                                new RoomEvent.PublishPermissionChanged("camera", false),
                                new RoomEvent.PublishPermissionChanged("camera", true))))
                .expectNext(true, false, true, false)
                .verifyComplete();
    }

    @Test
    void otherTracksDoNotMatter() {
        StepVerifier.create(new SendingObstacles("camera")
                        .any(Flux.just(
                                new RoomEvent.LocalTrackStalled("screen", true),
                                new RoomEvent.LocalTrackMuted("microphone", true),
                                new RoomEvent.PublishPermissionChanged("microphone", false))))
                .verifyComplete();
    }
}
