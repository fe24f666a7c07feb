package io.decart4j.media;

import java.nio.ByteBuffer;

/** A known picture whose rows are longer than they need to be; the padding is 0x77, which no pixel is. */
record PaddedBuffer(int width, int height, int padding) implements I420Buffer {

    static byte pixel(int seed, int row, int column) {
        return (byte) (0x80 | (seed * 31 + row * 7 + column));
    }

    @Override
    public ByteBuffer y() {
        return plane(1, width, height, strideY());
    }

    @Override
    public ByteBuffer u() {
        return plane(2, (width + 1) / 2, (height + 1) / 2, strideU());
    }

    @Override
    public ByteBuffer v() {
        return plane(3, (width + 1) / 2, (height + 1) / 2, strideV());
    }

    @Override
    public int strideY() {
        return width + padding;
    }

    @Override
    public int strideU() {
        return (width + 1) / 2 + padding;
    }

    @Override
    public int strideV() {
        return (width + 1) / 2 + 2 * padding;
    }

    @Override
    public void free() {
        // on the heap
    }

    private static ByteBuffer plane(int seed, int width, int height, int stride) {
        ByteBuffer plane = ByteBuffer.allocate(stride * height);
        for (int i = 0; i < plane.capacity(); i++) {
            int column = i % stride;
            plane.put(i, column < width ? pixel(seed, i / stride, column) : 0x77);
        }
        return plane;
    }
}
