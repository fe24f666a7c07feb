package io.decart4j.pipeline;

import io.decart4j.media.I420Buffer;
import io.decart4j.media.VideoFrame;
import io.decart4j.webrtc.FrameScaling;
import java.nio.ByteBuffer;

/**
 * Puts pictures upright into one size, whatever size and way up they come in.
 *
 * @param pixelAspect a stored pixel's width by its height
 */
record Canvas(int width, int height, Framing framing, double pixelAspect) {

    private static final byte BLACK = 16;
    private static final byte NO_COLOUR = (byte) 128;

    /** Takes over the frame. */
    VideoFrame framed(VideoFrame frame) {
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
        int across = tooWide > 1 ? even(upright.width() / tooWide) : upright.width();
        int down = tooWide < 1 ? even(upright.height() * tooWide) : upright.height();
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

    private static int even(double side) {
        return Math.max(2, (int) Math.round(side / 2) * 2);
    }
}
