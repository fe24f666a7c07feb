package io.decart4j.frames;

import io.decart4j.media.VideoFrame;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;
import reactor.test.publisher.TestPublisher;

/** How {@link VideoFrames#withLatestFrom} ends; what it releases is among the operators that lose none. */
class WithLatestFromTest {

    private final TestPublisher<VideoFrame> camera = TestPublisher.create();
    private final TestPublisher<VideoFrame> overlay = TestPublisher.create();
    private final Flux<Long> together = VideoFrames.withLatestFrom(camera, overlay, (one, two) -> one.sequence());

    @Test
    void aFailureOfTheOthersEndsTheFramesToo() {
        StepVerifier.create(together)
                .then(() -> overlay.error(new IllegalStateException("overlay")))
                .verifyErrorMessage("overlay");

        camera.assertCancelled();
    }

    @Test
    void aFailureOfTheFramesEndsTheOthersToo() {
        StepVerifier.create(together)
                .then(() -> camera.error(new IllegalStateException("camera")))
                .verifyErrorMessage("camera");

        overlay.assertCancelled();
    }

    @Test
    void theEndOfTheFramesIsTheEnd() {
        StepVerifier.create(together)
                .then(overlay::complete)
                .then(camera::complete)
                .verifyComplete();
    }
}
