package io.decart4j.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.decart4j.media.I420Buffer;
import io.decart4j.media.VideoFrame;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;
import reactor.test.publisher.TestPublisher;

class SideBySideTest {

    private static final Duration LIMIT = Duration.ofMinutes(1);

    private final Clips clips = new Clips();

    @AfterEach
    void everythingIsGivenBack() {
        Leftovers.await();
        assertThat(clips.live).hasValue(0);
    }

    @Test
    void theNewestOfTheLeftIsBesideEachOfTheRight() {
        Sinks.Many<VideoFrame> left = Sinks.many().unicast().onBackpressureBuffer();
        Sinks.Many<VideoFrame> right = Sinks.many().unicast().onBackpressureBuffer();
        StepVerifier.create(SideBySide.of(left.asFlux(), right.asFlux()))
                .then(() -> right.tryEmitNext(clips.frame(320, 180, 0, false, 1)))
                .then(() -> left.tryEmitNext(clips.frame(640, 360, 0, false, 2)))
                .then(() -> left.tryEmitNext(clips.frame(640, 360, 0, true, 3)))
                .then(() -> right.tryEmitNext(clips.frame(320, 180, 0, false, 4)))
                .consumeNextWith(frame -> {
                    try (frame) {
                        assertThat(frame.width() + "x" + frame.height() + " at " + frame.timestampNanos())
                                .isEqualTo("640x180 at 4");
                        assertThat(Clips.mean(frame.v(), frame.strideV(), 320, 90, 0.02, 0.1))
                                .isCloseTo(240, within(3.0));
                        assertThat(Clips.mean(frame.v(), frame.strideV(), 320, 90, 0.52, 0.6))
                                .isCloseTo(240, within(3.0));
                        int bottom = 170 * frame.strideY();
                        assertThat(frame.y().get(bottom + 50) & 0xff).isGreaterThan(180);
                        assertThat(frame.y().get(bottom + 370) & 0xff).isLessThan(100);
                    }
                })
                .then(right::tryEmitComplete)
                .expectComplete()
                .verify(LIMIT);
    }

    @Test
    void anErrorOfTheLeftEndsIt() {
        TestPublisher<VideoFrame> right = TestPublisher.create();
        StepVerifier.create(SideBySide.of(Flux.error(new IllegalStateException("left")), right))
                .expectErrorMessage("left")
                .verify(LIMIT);

        right.assertCancelled();
    }

    @Test
    void cancellingReleasesTheLeft() {
        Sinks.Many<VideoFrame> left = Sinks.many().unicast().onBackpressureBuffer();
        StepVerifier.create(SideBySide.of(left.asFlux(), Flux.never()))
                .then(() -> left.tryEmitNext(clips.frame(64, 64, 0, false, 0)))
                .thenCancel()
                .verify(LIMIT);
    }

    @Test
    void missingMemoryIsToldWithARemedy() {
        AtomicBoolean none = new AtomicBoolean();
        Sinks.Many<VideoFrame> left = Sinks.many().unicast().onBackpressureBuffer();
        Sinks.Many<VideoFrame> right = Sinks.many().unicast().onBackpressureBuffer();
        VideoFrame frame = VideoFrame.of(withoutMemory(none), 0);
        StepVerifier.create(SideBySide.of(left.asFlux(), right.asFlux()))
                .then(() -> left.tryEmitNext(clips.frame(64, 64, 0, false, 0)))
                .then(() -> none.set(true))
                .then(() -> right.tryEmitNext(frame))
                .expectErrorSatisfies(e -> assertThat(e).hasMessageContaining("maxPhysicalBytes=0"))
                .verify(LIMIT);
    }

    /** Pixels that cannot be had once {@code none} is said. */
    private static I420Buffer withoutMemory(AtomicBoolean none) {
        I420Buffer pixels = I420Buffer.allocate(64, 64);
        return (I420Buffer) Proxy.newProxyInstance(
                I420Buffer.class.getClassLoader(), new Class<?>[] {I420Buffer.class}, (proxy, method, arguments) -> {
                    if (none.get() && "y".equals(method.getName())) {
                        throw new OutOfMemoryError("no native memory for a picture");
                    }
                    return method.invoke(pixels, arguments);
                });
    }
}
