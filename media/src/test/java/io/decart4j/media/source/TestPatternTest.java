package io.decart4j.media.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.decart4j.media.VideoFrame;
import io.decart4j.media.meter.FrameNumber;
import io.decart4j.media.testing.Images;
import io.decart4j.webrtc.FrameImages;
import java.awt.image.BufferedImage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;
import reactor.test.scheduler.VirtualTimeScheduler;

class TestPatternTest {

    private final VirtualTimeScheduler time = VirtualTimeScheduler.create();

    @Test
    void isPacedAndMoves() {
        List<VideoFrame> frames = new ArrayList<>();
        StepVerifier.withVirtualTime(() -> TestPattern.frames(64, 48, 10, time).take(3), () -> time, Long.MAX_VALUE)
                .expectSubscription()
                .thenAwait(Duration.ZERO)
                .consumeNextWith(frames::add)
                .expectNoEvent(Duration.ofMillis(99))
                .thenAwait(Duration.ofMillis(1))
                .consumeNextWith(frames::add)
                .thenAwait(Duration.ofMillis(100))
                .consumeNextWith(frames::add)
                .verifyComplete();
        assertThat(frames.get(1).timestampNanos() - frames.get(0).timestampNanos())
                .isEqualTo(100_000_000);
        assertThat(frames.get(0).y()).isNotEqualTo(frames.get(1).y());
        frames.forEach(VideoFrame::release);
    }

    @Test
    void doesNotQueueFramesForASlowSubscriber() {
        StepVerifier.withVirtualTime(() -> TestPattern.frames(16, 16, 10, time), () -> time, 0)
                .expectSubscription()
                .thenRequest(1)
                .thenAwait(Duration.ZERO)
                .consumeNextWith(VideoFrame::release)
                .thenAwait(Duration.ofSeconds(5))
                .thenRequest(1)
                .expectNoEvent(Duration.ofMillis(99))
                .thenAwait(Duration.ofMillis(1))
                .assertNext(frame -> {
                    try (frame) {
                        assertThat(frame.width()).isEqualTo(16);
                    }
                })
                .thenCancel()
                .verify();
    }

    @Test
    void aPauseAtTheStartCostsNoMoreThanThePause() {
        StepVerifier.withVirtualTime(
                        () -> TestPattern.frames(16, 16, 10, time, pausing(time))
                                .take(5),
                        () -> time,
                        Long.MAX_VALUE)
                .expectSubscription()
                .thenAwait(Duration.ofSeconds(2))
                .thenConsumeWhile(frame -> true, VideoFrame::release)
                .verifyComplete();
    }

    /** Each look at the clock takes a second. */
    private static LongSupplier pausing(VirtualTimeScheduler time) {
        AtomicLong looks = new AtomicLong();
        return () -> time.now(TimeUnit.NANOSECONDS) + TimeUnit.SECONDS.toNanos(looks.getAndIncrement());
    }

    @Test
    void keepsItsPatchesInEveryFrame() {
        for (int index : new int[] {0, 1, 63, 500, 1023}) {
            try (VideoFrame frame = TestPattern.frame(320, 180, index, 0)) {
                BufferedImage image = FrameImages.toImage(frame);
                for (TestPattern.Patch patch : TestPattern.PATCHES) {
                    assertThat(Images.distance(image, patch.left() + 0.01, patch.top() + 0.01, patch.rgb()))
                            .isLessThan(6);
                    assertThat(Images.distance(image, patch.right() - 0.01, patch.bottom() - 0.01, patch.rgb()))
                            .isLessThan(6);
                }
            }
        }
    }

    @Test
    void isNumberedWhereThereIsRoom() {
        try (VideoFrame frame = TestPattern.frame(320, 180, 815, 0);
                VideoFrame small = TestPattern.frame(8, 8, 815, 0)) {
            assertThat(FrameNumber.read(frame)).hasValue(815);
            assertThat(FrameNumber.read(small)).isEmpty();
        }
    }

    @Test
    void saysWhatItTakes() {
        assertThatThrownBy(() -> TestPattern.frames(0, 1, 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
