package io.decart4j.media.meter;

import io.decart4j.media.VideoFrame;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * A number in the picture, burnt in before a frame is sent and read when it comes back: as digits with a time code for
 * people, and below them as a strip of blocks for programs. Both are in the lower third; the strip is sized relative to the
 * frame, has a checksum, and survives video coding, scaling, tints, inversion and mirroring, but no cropping.
 *
 * <p>CPU work in the calling thread, for one frame about that of copying it.
 */
public final class FrameNumber {

    /** The least width in pixels of a frame that can take a number. */
    public static final int MIN_WIDTH = NumberStrip.MIN_WIDTH;

    /** The least height in pixels of a frame that can take a number. */
    public static final int MIN_HEIGHT = NumberStrip.MIN_HEIGHT;

    /** The largest number. */
    public static final long MAX = NumberStrip.MAX;

    private FrameNumber() {}

    /**
     * A copy on the heap with the number in it, with the rotation and time of the given frame, whose reference it takes
     * over, also when it throws.
     *
     * @param number 0 to {@link #MAX}
     * @param timeCode shown beside the number in hours, minutes, seconds and milliseconds; not negative
     * @return the numbered frame, which the caller releases
     * @throws IllegalArgumentException when the number is out of range, or the frame is smaller than
     *     {@link #MIN_WIDTH} by {@link #MIN_HEIGHT}
     */
    public static VideoFrame burn(VideoFrame frame, long number, Duration timeCode) {
        try (frame) {
            if (number < 0 || number > MAX) {
                throw new IllegalArgumentException("number takes 0 to " + MAX + ", not " + number);
            }
            if (timeCode.isNegative()) {
                throw new IllegalArgumentException("timeCode takes no negative time, not " + timeCode);
            }
            if (isTooSmall(frame)) {
                throw new IllegalArgumentException("a number takes a frame of at least " + MIN_WIDTH + "x" + MIN_HEIGHT
                        + ", not " + frame.width() + "x" + frame.height());
            }
            VideoFrame numbered = frame.copy();
            Digits.write(numbered.buffer(), number, timeCode);
            new NumberStrip(numbered.width(), numbered.height()).write(numbered.buffer(), number);
            return numbered;
        }
    }

    /**
     * For {@code frames.map(FrameNumber.burning())}: numbers from 0, and the time since the first frame by the frames' own
     * timestamps. Counts on when the same function meets another subscription; one thread at a time. Each call is as
     * {@link #burn}.
     */
    public static Function<VideoFrame, VideoFrame> burning() {
        return new Burning();
    }

    /**
     * The number in the picture, or nothing when there is none that can be read beyond doubt. The frame stays the caller's.
     *
     * @throws IllegalStateException when the frame was already released
     */
    public static OptionalLong read(VideoFrame frame) {
        return isTooSmall(frame) ? OptionalLong.empty() : new NumberStrip(frame.width(), frame.height()).read(frame);
    }

    private static boolean isTooSmall(VideoFrame frame) {
        return frame.width() < MIN_WIDTH || frame.height() < MIN_HEIGHT;
    }

    private static final class Burning implements Function<VideoFrame, VideoFrame> {
        private long next;
        private long start;

        @Override
        public VideoFrame apply(VideoFrame frame) {
            long time = frame.timestampNanos();
            start = next == 0 ? time : start;
            return burn(frame, next++, Duration.ofNanos(Math.max(0, time - start)));
        }
    }
}
