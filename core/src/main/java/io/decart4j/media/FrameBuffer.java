package io.decart4j.media;

import io.decart4j.error.FrameOverflowException;
import java.time.Duration;
import java.util.Objects;

/**
 * What becomes of frames that come faster than a subscriber asks for them. What is dropped is released and counted.
 *
 * @param capacity how many frames may wait, 1 to {@value #MAX_CAPACITY}
 * @param strict whether the subscription fails when the buffer is full; else the oldest frame that waits goes
 * @param interval shortest time from one frame to the next on average; those between are dropped. Zero: every frame counts
 */
public record FrameBuffer(int capacity, boolean strict, Duration interval) {

    /** More frames than this never wait: at 1280x720 they take 1.4 GB. */
    public static final int MAX_CAPACITY = 1024;

    private static final FrameBuffer LATEST = new FrameBuffer(1, false, Duration.ZERO);
    private static final double MIN_FPS = 0.001;
    private static final double MAX_FPS = 1_000;

    /** Checks the numbers; {@link IllegalArgumentException} when one is out of range. */
    public FrameBuffer {
        if (capacity < 1 || capacity > MAX_CAPACITY) {
            throw new IllegalArgumentException("capacity takes 1 to " + MAX_CAPACITY + ", not " + capacity);
        }
        Objects.requireNonNull(interval, "interval");
        if (interval.isNegative() || interval.compareTo(Duration.ofDays(1)) > 0) {
            throw new IllegalArgumentException("interval takes 0 to 24 hours, not " + interval);
        }
    }

    /** The newest frame waits, and takes the place of the one before: the default. */
    public static FrameBuffer latest() {
        return LATEST;
    }

    /** Up to {@code capacity} frames wait; when they are too many, the oldest goes. */
    public static FrameBuffer bounded(int capacity) {
        return new FrameBuffer(capacity, false, Duration.ZERO);
    }

    /** The same, but when it is full, the subscription ends with {@link FrameOverflowException} instead of missing a frame. */
    public FrameBuffer failing() {
        return new FrameBuffer(capacity, true, interval);
    }

    /**
     * The same for at most {@code fps} frames per second on average; those between are dropped before they wait.
     *
     * @param fps 0.001 to 1000; a fraction for less than one frame per second
     */
    public FrameBuffer sample(double fps) {
        if (!(fps >= MIN_FPS && fps <= MAX_FPS)) {
            throw new IllegalArgumentException("fps takes 0.001 to 1000, not " + fps);
        }
        return new FrameBuffer(capacity, strict, Duration.ofNanos((long) (1_000_000_000L / fps)));
    }

    /** What a subscription with this buffer fails with when it is full. */
    public RuntimeException overflow() {
        return new FrameOverflowException(capacity);
    }
}
