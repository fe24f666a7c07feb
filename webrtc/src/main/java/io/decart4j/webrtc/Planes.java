package io.decart4j.webrtc;

import dev.onvoid.webrtc.media.video.NativeI420Buffer;
import io.decart4j.media.I420Buffer;
import java.nio.ByteBuffer;

/** Copies pictures into native memory and out of it; both sides may have padded rows. */
final class Planes {

    private Planes() {}

    /** A new native buffer, owned by the caller, with the top left {@code width} x {@code height} of {@code from}. */
    static NativeI420Buffer toNative(I420Buffer from, int width, int height) {
        NativeI420Buffer to = NativeI420Buffer.allocate(width, height);
        copy(from.y(), from.strideY(), to.getDataY(), to.getStrideY(), width, height);
        copy(from.u(), from.strideU(), to.getDataU(), to.getStrideU(), half(width), half(height));
        copy(from.v(), from.strideV(), to.getDataV(), to.getStrideV(), half(width), half(height));
        return to;
    }

    static I420Buffer toHeap(NativeI420Buffer from) {
        int width = from.getWidth();
        int height = from.getHeight();
        I420Buffer to = I420Buffer.allocate(width, height);
        copy(from.getDataY(), from.getStrideY(), to.y(), to.strideY(), width, height);
        copy(from.getDataU(), from.getStrideU(), to.u(), to.strideU(), half(width), half(height));
        copy(from.getDataV(), from.getStrideV(), to.v(), to.strideV(), half(width), half(height));
        return to;
    }

    private static void copy(ByteBuffer from, int fromStride, ByteBuffer to, int toStride, int width, int height) {
        for (int row = 0; row < height; row++) {
            to.put(row * toStride, from, row * fromStride, width);
        }
    }

    private static int half(int side) {
        return (side + 1) / 2;
    }
}
