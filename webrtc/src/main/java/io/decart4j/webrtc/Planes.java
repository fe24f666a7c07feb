package io.decart4j.webrtc;

import dev.onvoid.webrtc.media.video.NativeI420Buffer;
import io.decart4j.media.I420Buffer;
import java.nio.ByteBuffer;

/** Copies pictures into native memory and out of it; both sides may have padded rows. */
final class Planes {

    private Planes() {}

    /** A new native buffer, owned by the caller, with the top left {@code width} x {@code height} of {@code from}. */
    static NativeI420Buffer toNative(I420Buffer from, int width, int height) {
        return toNative(from, 0, 0, width, height);
    }

    /** A new native buffer, owned by the caller, with a part of {@code from}; chroma of an odd edge is that of the pixel before. */
    static NativeI420Buffer toNative(I420Buffer from, int x, int y, int width, int height) {
        NativeI420Buffer to = NativeI420Buffer.allocate(width, height);
        int first = y * from.strideY() + x;
        copy(from.y(), first, from.strideY(), to.getDataY(), to.getStrideY(), width, height);
        int firstU = y / 2 * from.strideU() + x / 2;
        copy(from.u(), firstU, from.strideU(), to.getDataU(), to.getStrideU(), half(width), half(height));
        int firstV = y / 2 * from.strideV() + x / 2;
        copy(from.v(), firstV, from.strideV(), to.getDataV(), to.getStrideV(), half(width), half(height));
        return to;
    }

    static I420Buffer toHeap(NativeI420Buffer from) {
        int width = from.getWidth();
        int height = from.getHeight();
        I420Buffer to = I420Buffer.allocate(width, height);
        copy(from.getDataY(), 0, from.getStrideY(), to.y(), to.strideY(), width, height);
        copy(from.getDataU(), 0, from.getStrideU(), to.u(), to.strideU(), half(width), half(height));
        copy(from.getDataV(), 0, from.getStrideV(), to.v(), to.strideV(), half(width), half(height));
        return to;
    }

    private static void copy(
            ByteBuffer from, int first, int fromStride, ByteBuffer to, int toStride, int width, int height) {
        for (int row = 0; row < height; row++) {
            to.put(row * toStride, from, first + row * fromStride, width);
        }
    }

    private static int half(int side) {
        return (side + 1) / 2;
    }
}
