package io.decart4j.media;

import java.nio.ByteBuffer;

/** Whether the planes of a buffer hold what its sides and strides say. */
final class PlaneLayout {

    private PlaneLayout() {}

    static void check(I420Buffer buffer) {
        int width = buffer.width();
        int height = buffer.height();
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("a frame is at least 1x1, not " + width + "x" + height);
        }
        // Not (side + 1) / 2, which overflows at the largest side.
        int chromaWidth = width / 2 + width % 2;
        int chromaHeight = height / 2 + height % 2;
        check("y", buffer.y(), buffer.strideY(), width, height);
        check("u", buffer.u(), buffer.strideU(), chromaWidth, chromaHeight);
        check("v", buffer.v(), buffer.strideV(), chromaWidth, chromaHeight);
    }

    private static void check(String name, ByteBuffer plane, int stride, int width, int height) {
        if (stride < width) {
            throw new IllegalArgumentException(
                    "plane " + name + " takes a stride of at least " + width + ", not " + stride);
        }
        long bytes = (long) stride * (height - 1) + width;
        if (plane.limit() < bytes) {
            throw new IllegalArgumentException("plane " + name + " takes at least " + bytes + " bytes for " + width
                    + "x" + height + " with stride " + stride + ", not " + plane.limit());
        }
    }
}
