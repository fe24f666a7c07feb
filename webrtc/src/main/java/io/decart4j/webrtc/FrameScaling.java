package io.decart4j.webrtc;

import dev.onvoid.webrtc.media.video.NativeI420Buffer;
import io.decart4j.media.I420Buffer;
import io.decart4j.media.VideoFrame;
import java.util.function.Function;

/**
 * Parts of frames, and frames of another size, through libyuv. Each result is a frame of its own in native memory with the
 * rotation, time and number of the original; both are released separately. CPU work in the calling thread; the first use in
 * a JVM loads the native library, which blocks and may throw {@link NativeLibraryException}.
 */
public final class FrameScaling {

    private static final int MAX_SIDE = 16_384;

    private FrameScaling() {}

    /**
     * A part of the picture as it is stored, before rotation. With odd {@code x} or {@code y} the colours, which are stored for
     * two by two pixels, shift by one pixel; the brightness does not.
     *
     * @throws IllegalArgumentException when the part is empty or not within the frame
     * @throws IllegalStateException when the frame was already released
     */
    public static VideoFrame cropped(VideoFrame frame, int x, int y, int width, int height) {
        return made(frame, pixels -> {
            if (x < 0
                    || y < 0
                    || width < 1
                    || height < 1
                    || x > pixels.width() - width
                    || y > pixels.height() - height) {
                throw new IllegalArgumentException("a part is within " + pixels.width() + "x" + pixels.height()
                        + ", not " + width + "x" + height + " at " + x + "," + y);
            }
            return Planes.toNative(pixels, x, y, width, height);
        });
    }

    /**
     * The whole picture in another size, box filtered; its proportions may change.
     *
     * @param width 1 to 16384
     * @param height 1 to 16384
     * @throws IllegalArgumentException when a side is out of range
     * @throws IllegalStateException when the frame was already released
     */
    public static VideoFrame scaled(VideoFrame frame, int width, int height) {
        if (width < 1 || height < 1 || width > MAX_SIDE || height > MAX_SIDE) {
            throw new IllegalArgumentException(
                    "a frame is scaled to 1x1 up to 16384x16384, not " + width + "x" + height);
        }
        return made(
                frame,
                pixels -> width == pixels.width() && height == pixels.height()
                        ? Planes.toNative(pixels, width, height)
                        : NativeBuffer.borrow(pixels, from -> scale(from, width, height)));
    }

    private static NativeI420Buffer scale(NativeI420Buffer from, int width, int height) {
        // Of another size it is always a new buffer; of the same size it would be a view of this one.
        return (NativeI420Buffer) from.cropAndScale(0, 0, from.getWidth(), from.getHeight(), width, height);
    }

    private static VideoFrame made(VideoFrame frame, Function<I420Buffer, NativeI420Buffer> make) {
        NativeLibrary.load();
        frame.retain();
        try {
            NativeI420Buffer pixels = make.apply(frame.buffer());
            return VideoFrame.of(new NativeBuffer(pixels), frame.rotation(), frame.timestampNanos(), frame.sequence());
        } finally {
            frame.release();
        }
    }
}
