package io.decart4j.media.meter;

import io.decart4j.media.I420Buffer;
import java.nio.ByteBuffer;

/** Black and white rectangles. */
final class Paint {

    private static final byte BLACK = 16;
    private static final byte WHITE = (byte) 235;
    private static final byte COLOURLESS = (byte) 128;

    private Paint() {}

    /** Edges in pixels, the right and the lower one excluded; all inside the picture. */
    static void fill(I420Buffer to, int left, int top, int right, int bottom, boolean white) {
        fill(to.y(), to.strideY(), left, top, right, bottom, white ? WHITE : BLACK);
        fill(to.u(), to.strideU(), left / 2, top / 2, (right + 1) / 2, (bottom + 1) / 2, COLOURLESS);
        fill(to.v(), to.strideV(), left / 2, top / 2, (right + 1) / 2, (bottom + 1) / 2, COLOURLESS);
    }

    private static void fill(ByteBuffer plane, int stride, int left, int top, int right, int bottom, byte value) {
        for (int y = top; y < bottom; y++) {
            for (int x = left; x < right; x++) {
                plane.put(y * stride + x, value);
            }
        }
    }
}
