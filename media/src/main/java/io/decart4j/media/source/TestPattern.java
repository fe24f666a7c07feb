package io.decart4j.media.source;

import io.decart4j.flow.MonotonicTime;
import io.decart4j.media.I420Buffer;
import io.decart4j.media.VideoFrame;
import io.decart4j.media.meter.FrameNumber;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * A colourful picture that moves, with patches that keep their colour in every frame, and, where the picture is large
 * enough, the {@link FrameNumber} and the time.
 */
public final class TestPattern {

    /** The patches: red, green, blue and grey, from the left to the right along the upper edge. */
    public static final List<Patch> PATCHES = List.of(
            Patch.inColumn(0, 0xC02020),
            Patch.inColumn(1, 0x20A020),
            Patch.inColumn(2, 0x2020C0),
            Patch.inColumn(3, 0x808080));

    private TestPattern() {}

    /**
     * An endless stream of heap frames, each of which the subscriber releases; those that an operator discards are
     * released. The first one comes as soon as it is asked for. A subscriber that is slow misses frames. Frames come on {@link
     * Schedulers#parallel()}.
     *
     * @param fps frames per second, at least 1
     * @throws IllegalArgumentException when a side or the rate is smaller than 1
     */
    public static Flux<VideoFrame> frames(int width, int height, int fps) {
        return frames(width, height, fps, Schedulers.parallel());
    }

    /** The same as {@link #frames(int, int, int)}, on a scheduler of the caller's. */
    public static Flux<VideoFrame> frames(int width, int height, int fps, Scheduler scheduler) {
        return frames(width, height, fps, scheduler, MonotonicTime::nanos);
    }

    static Flux<VideoFrame> frames(int width, int height, int fps, Scheduler scheduler, LongSupplier nanos) {
        if (width < 1 || height < 1 || fps < 1) {
            throw new IllegalArgumentException(
                    "a pattern is at least 1x1 at 1 frame per second, not " + width + "x" + height + " at " + fps);
        }
        Duration period = Duration.ofSeconds(1).dividedBy(fps);
        return Flux.defer(() -> {
                    Pace pace = new Pace(period);
                    long start = nanos.getAsLong();
                    Mono<Long> first = Mono.fromSupplier(() -> 0L).subscribeOn(scheduler);
                    Flux<Long> others = Flux.interval(period, scheduler)
                            // After a pause an interval hands out what it missed in one burst.
                            .filter(tick -> pace.isDue(nanos.getAsLong()))
                            .onBackpressureDrop()
                            .map(tick -> tick + 1);
                    return first.concatWith(others).map(index -> frame(width, height, index, start, nanos.getAsLong()));
                })
                .doOnDiscard(VideoFrame.class, VideoFrame::discard);
    }

    /**
     * One frame of the pattern.
     *
     * @param index 0 to {@link FrameNumber#MAX}; what moves and what number is shown
     * @param timestampNanos the frame's timestamp, not negative, which is also shown as the time
     */
    public static VideoFrame frame(int width, int height, long index, long timestampNanos) {
        return frame(width, height, index, 0, timestampNanos);
    }

    private static VideoFrame frame(int width, int height, long index, long startNanos, long timestampNanos) {
        VideoFrame frame = VideoFrame.of(picture(width, height, index), 0, timestampNanos, index);
        return width < FrameNumber.MIN_WIDTH || height < FrameNumber.MIN_HEIGHT
                ? frame
                : FrameNumber.burn(frame, index, Duration.ofNanos(Math.max(0, timestampNanos - startNanos)));
    }

    private static I420Buffer picture(int width, int height, long index) {
        I420Buffer buffer = I420Buffer.allocate(width, height);
        int shift = (int) (index * 4 % 1024);
        paint(buffer.y(), width, height, (x, y) -> 60 + triangle(x + y + shift, 128));
        int chromaWidth = (width + 1) / 2;
        int chromaHeight = (height + 1) / 2;
        paint(buffer.u(), chromaWidth, chromaHeight, (x, y) -> 64 + triangle(x * 2 + shift, 128));
        paint(buffer.v(), chromaWidth, chromaHeight, (x, y) -> 64 + triangle(y * 2 - shift + 1024, 128));
        for (Patch patch : PATCHES) {
            fill(buffer.y(), width, height, patch, Bt601.luma(patch.rgb()));
            fill(buffer.u(), chromaWidth, chromaHeight, patch, Bt601.blueDifference(patch.rgb()));
            fill(buffer.v(), chromaWidth, chromaHeight, patch, Bt601.redDifference(patch.rgb()));
        }
        return buffer;
    }

    /** Lets through what comes at least half a period after the one before. Compared with that one only, not with a plan. */
    private static final class Pace {
        private final long least;
        private long last;
        private boolean begun;

        Pace(Duration period) {
            this.least = period.toNanos() / 2;
        }

        boolean isDue(long now) {
            boolean due = !begun || now - last >= least;
            if (due) {
                begun = true;
                last = now;
            }
            return due;
        }
    }

    private static int triangle(int value, int height) {
        int phase = value % (2 * height);
        return phase < height ? phase : 2 * height - 1 - phase;
    }

    private static void paint(ByteBuffer plane, int width, int height, Colour colour) {
        byte[] row = new byte[width];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                row[x] = (byte) colour.at(x, y);
            }
            plane.put(y * width, row);
        }
    }

    private static void fill(ByteBuffer plane, int width, int height, Patch patch, int value) {
        // A margin around what Patch says: coding and scaling bleed across edges.
        int left = Math.max(0, (int) Math.floor((patch.left() - Patch.MARGIN) * width));
        int right = Math.min(width, (int) Math.ceil((patch.right() + Patch.MARGIN) * width));
        int bottom = Math.min(height, (int) Math.ceil((patch.bottom() + Patch.MARGIN) * height));
        for (int y = 0; y < bottom; y++) {
            for (int x = left; x < right; x++) {
                plane.put(y * width + x, (byte) value);
            }
        }
    }

    private interface Colour {
        int at(int x, int y);
    }

    /**
     * A part of every frame that has one colour. Edges are fractions of the frame's sides, 0 to 1.
     *
     * @param rgb the colour, {@code 0xRRGGBB}
     */
    public record Patch(int rgb, double left, double top, double right, double bottom) {

        private static final double MARGIN = 0.04;

        private static Patch inColumn(int column, int rgb) {
            return new Patch(rgb, column * 0.25 + MARGIN, MARGIN, (column + 1) * 0.25 - MARGIN, 0.3 - MARGIN);
        }
    }
}
