package io.decart4j.webrtc;

import io.decart4j.media.I420Buffer;
import io.decart4j.media.VideoFrame;
import java.nio.ByteBuffer;

/** Frames of one colour, and what colour a frame is. */
final class Pictures {

    private Pictures() {}

    record Yuv(int y, int u, int v) {

        boolean near(Yuv other) {
            return Math.abs(y - other.y) < 12 && Math.abs(u - other.u) < 12 && Math.abs(v - other.v) < 12;
        }
    }

    static final Yuv RED = new Yuv(82, 90, 240);
    static final Yuv GREEN = new Yuv(145, 54, 34);
    static final Yuv BLUE = new Yuv(41, 240, 110);

    static VideoFrame solid(Yuv colour, int width, int height) {
        I420Buffer buffer = I420Buffer.allocate(width, height);
        fill(buffer.y(), colour.y());
        fill(buffer.u(), colour.u());
        fill(buffer.v(), colour.v());
        return VideoFrame.of(buffer, 0);
    }

    static Yuv centre(VideoFrame frame) {
        int row = frame.height() / 2;
        int column = frame.width() / 2;
        return new Yuv(
                frame.y().get(row * frame.strideY() + column) & 0xff,
                frame.u().get(row / 2 * frame.strideU() + column / 2) & 0xff,
                frame.v().get(row / 2 * frame.strideV() + column / 2) & 0xff);
    }

    private static void fill(ByteBuffer plane, int value) {
        for (int i = 0; i < plane.capacity(); i++) {
            plane.put(i, (byte) value);
        }
    }
}
