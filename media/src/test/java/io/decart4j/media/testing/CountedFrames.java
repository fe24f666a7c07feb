package io.decart4j.media.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.media.I420Buffer;
import io.decart4j.media.VideoFrame;
import io.decart4j.media.source.TestPattern;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import reactor.core.publisher.Flux;

/** Frames of the test pattern that tell whether each of them was given back once. */
public final class CountedFrames {

    public static final Duration PATIENCE = Duration.ofSeconds(20);
    public static final int WIDTH = 160;
    public static final int HEIGHT = 90;

    private final AtomicInteger made = new AtomicInteger();
    private final AtomicInteger freed = new AtomicInteger();

    /** One frame at 25 frames per second. */
    public VideoFrame frame(int index) {
        return frame(index, WIDTH, HEIGHT);
    }

    public VideoFrame frame(int index, int width, int height) {
        made.incrementAndGet();
        long time = index * 40_000_000L;
        try (VideoFrame pattern = TestPattern.frame(width, height, index, time)) {
            return VideoFrame.of(new Counted(pattern.copy().buffer(), freed), time);
        }
    }

    /** So many, as fast as they are asked for. */
    public Flux<VideoFrame> frames(int count) {
        return Flux.range(0, count).map(this::frame).doOnDiscard(VideoFrame.class, VideoFrame::release);
    }

    public int made() {
        return made.get();
    }

    /** A second release would have failed already. */
    public void assertAllReleased() {
        Flux.interval(Duration.ZERO, Duration.ofMillis(5))
                .takeUntil(tick -> freed.get() == made.get())
                .take(Duration.ofSeconds(5))
                .blockLast(PATIENCE);
        assertThat(freed.get()).isEqualTo(made.get());
    }

    private record Counted(I420Buffer pixels, AtomicInteger freed) implements I420Buffer {
        @Override
        public int width() {
            return pixels.width();
        }

        @Override
        public int height() {
            return pixels.height();
        }

        @Override
        public ByteBuffer y() {
            return pixels.y();
        }

        @Override
        public ByteBuffer u() {
            return pixels.u();
        }

        @Override
        public ByteBuffer v() {
            return pixels.v();
        }

        @Override
        public int strideY() {
            return pixels.strideY();
        }

        @Override
        public int strideU() {
            return pixels.strideU();
        }

        @Override
        public int strideV() {
            return pixels.strideV();
        }

        @Override
        public void free() {
            freed.incrementAndGet();
        }
    }
}
