package io.decart4j.media;

import java.nio.ByteBuffer;

/** Planes without padding in heap arrays; the garbage collector owns the memory. */
record HeapI420Buffer(int width, int height, ByteBuffer y, ByteBuffer u, ByteBuffer v) implements I420Buffer {

    static HeapI420Buffer allocate(int width, int height) {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("a frame is at least 1x1, not " + width + "x" + height);
        }
        if ((long) width * height > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException("a plane of " + width + "x" + height + " does not fit an array");
        }
        int chroma = ((width + 1) / 2) * ((height + 1) / 2);
        return new HeapI420Buffer(
                width,
                height,
                ByteBuffer.allocate(width * height),
                ByteBuffer.allocate(chroma),
                ByteBuffer.allocate(chroma));
    }

    @Override
    public int strideY() {
        return width;
    }

    @Override
    public int strideU() {
        return (width + 1) / 2;
    }

    @Override
    public int strideV() {
        return (width + 1) / 2;
    }

    @Override
    public void free() {
        // nothing to give back
    }
}
