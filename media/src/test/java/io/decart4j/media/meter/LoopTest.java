package io.decart4j.media.meter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.decart4j.media.VideoFrame;
import io.decart4j.media.testing.CountedFrames;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

/** The meter with nothing between its two ends. */
class LoopTest {

    private final CountedFrames counted = new CountedFrames();
    private final GlassToGlass meter = GlassToGlass.create();

    @Test
    void everyFrameComesBackOnceAndIsReleased() {
        loop(counted.frames(7));
        FrameFigures figures = meter.summary();
        assertThat(figures).isEqualTo(new FrameFigures(7, 7, 0, 0, 0, 0, figures.latency()));
        assertThat(figures.latency()).isNotNull();
        counted.assertAllReleased();
    }

    @Test
    void asManyFramesAreNumberedAsAreAskedFor() {
        StepVerifier.create(meter.outgoing(counted.frames(100)).doOnNext(VideoFrame::release), 3)
                .expectNextCount(3)
                .thenCancel()
                .verify();
        assertThat(meter.summary().sent()).isEqualTo(3);
        counted.assertAllReleased();
    }

    @Test
    void eachIntervalHasWhatHappenedInIt() {
        StepVerifier.withVirtualTime(() -> meter.figures(Duration.ofSeconds(1)).map(FrameFigures::received))
                .expectSubscription()
                .then(() -> loop(counted.frames(2)))
                .thenAwait(Duration.ofSeconds(1))
                .expectNext(2L)
                .then(() -> loop(counted.frames(5)))
                .thenAwait(Duration.ofSeconds(1))
                .expectNext(5L)
                .thenAwait(Duration.ofSeconds(1))
                .expectNext(0L)
                .thenCancel()
                .verify();
        assertThat(meter.summary().received()).isEqualTo(7);
    }

    @Test
    void aFrameThatIsTooSmallEndsTheStreamAndIsReleased() {
        StepVerifier.create(meter.outgoing(Flux.just(1).map(i -> counted.frame(i, 64, 48))))
                .verifyErrorSatisfies(e -> assertThat(e)
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("120x60"));
        counted.assertAllReleased();
        assertThatThrownBy(() -> meter.figures(Duration.ZERO)).hasMessageContaining("interval takes at least 1 ms");
    }

    private void loop(Flux<VideoFrame> frames) {
        meter.incoming(meter.outgoing(frames)).doOnNext(VideoFrame::release).blockLast();
    }
}
