package io.decart4j.webrtc;

import io.decart4j.media.I420Buffer;
import io.decart4j.media.VideoFrame;
import java.nio.ByteBuffer;

/**
 * Puts pictures upright into one size, whatever size and way up they come in. Immutable; CPU work in the calling thread; the first
 * use in a JVM loads the native library, which blocks and may throw {@link NativeLibraryException}.
 *
 * @param width in pixels, even, 2 to 16384
 * @param height in pixels, even, 2 to 16384
 * @param framing what becomes of other proportions
 * @param pixelAspect a stored pixel's width by its height: 1 but for some files
 */
public record Canvas(int width, int height, Framing framing, double pixelAspect) {

    private static final int MAX_SIDE = 16_384;

    private static final byte BLACK = 16;
    private static final byte NO_COLOUR = (byte) 128;

    /**
     * Checks.
     *
     * @throws IllegalArgumentException when a side is odd or out of range, or the aspect is not a number above 0
     */
    public Canvas {
        if (!isSide(width) || !isSide(height)) {
            throw new IllegalArgumentException(
                    "a canvas has even sides from 2 to " + MAX_SIDE + ", not " + width + "x" + height);
        }
        if (!(pixelAspect > 0 && pixelAspect < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("pixelAspect takes a number above 0, not " + pixelAspect);
        }
    }

    /** For pictures of square pixels. */
    public Canvas(int width, int height, Framing framing) {
        this(width, height, framing, 1);
    }

    /**
     * The picture on this canvas, in a frame of its own with the time and number of the original, which is released. The caller
     * releases the result.
     *
     * @throws IllegalStateException when the frame was already released
     */
    public VideoFrame framed(VideoFrame frame) {
        try (frame;
                VideoFrame upright = frame.upright()) {
            double pixels = frame.rotation() % 180 == 0 ? pixelAspect : 1 / pixelAspect;
            double picture = upright.width() * pixels / upright.height();
            double whole = (double) width / height;
            return switch (framing) {
                case STRETCH -> FrameScaling.scaled(upright, width, height);
                case FILL -> filled(upright, picture / whole);
                case FIT ->
                    picture > whole
                            ? fitted(upright, width, even(width / picture))
                            : fitted(upright, even(height * picture), height);
            };
        }
    }

    /** @param tooWide how many times as wide as it should be */
    private VideoFrame filled(VideoFrame upright, double tooWide) {
        // Of a picture of few pixels the nearest even number may be more than there are.
        int across = tooWide > 1 ? Math.min(even(upright.width() / tooWide), upright.width()) : upright.width();
        int down = tooWide < 1 ? Math.min(even(upright.height() * tooWide), upright.height()) : upright.height();
        int left = (upright.width() - across) / 2 & ~1;
        int top = (upright.height() - down) / 2 & ~1;
        try (VideoFrame part = FrameScaling.cropped(upright, left, top, across, down)) {
            return FrameScaling.scaled(part, width, height);
        }
    }

    private VideoFrame fitted(VideoFrame upright, int across, int down) {
        if (across == width && down == height) {
            return FrameScaling.scaled(upright, width, height);
        }
        I420Buffer to = I420Buffer.allocate(width, height);
        fill(to.y(), BLACK);
        fill(to.u(), NO_COLOUR);
        fill(to.v(), NO_COLOUR);
        int left = (width - across) / 2 & ~1;
        int top = (height - down) / 2 & ~1;
        try (VideoFrame scaled = FrameScaling.scaled(upright, across, down)) {
            paste(scaled.y(), scaled.strideY(), across, down, to.y(), to.strideY(), left, top);
            paste(scaled.u(), scaled.strideU(), across / 2, down / 2, to.u(), to.strideU(), left / 2, top / 2);
            paste(scaled.v(), scaled.strideV(), across / 2, down / 2, to.v(), to.strideV(), left / 2, top / 2);
        }
        return VideoFrame.of(to, 0, upright.timestampNanos(), upright.sequence());
    }

    private static void paste(
            ByteBuffer from, int stride, int across, int down, ByteBuffer to, int toStride, int left, int top) {
        for (int row = 0; row < down; row++) {
            to.put((top + row) * toStride + left, from, row * stride, across);
        }
    }

    private static void fill(ByteBuffer plane, byte value) {
        for (int i = 0; i < plane.capacity(); i++) {
            plane.put(i, value);
        }
    }

    private static boolean isSide(int side) {
        return side >= 2 && side <= MAX_SIDE && side % 2 == 0;
    }

    private static int even(double side) {
        return Math.max(2, (int) Math.round(side / 2) * 2);
    }
}
