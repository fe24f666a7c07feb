package io.decart4j.media;

import java.nio.ByteBuffer;

/** Counts how often its memory was given back. */
final class CountingBuffer implements I420Buffer {

    private final I420Buffer pixels;
    int freed;

    CountingBuffer(I420Buffer pixels) {
        this.pixels = pixels;
    }

    @Override
    public int width() {
        return pixels.width();
    }

    @Override
    public int height() {
        return pixels.height();
    }

    @Override
    public ByteBuffer y() {
        return pixels.y();
    }

    @Override
    public ByteBuffer u() {
        return pixels.u();
    }

    @Override
    public ByteBuffer v() {
        return pixels.v();
    }

    @Override
    public int strideY() {
        return pixels.strideY();
    }

    @Override
    public int strideU() {
        return pixels.strideU();
    }

    @Override
    public int strideV() {
        return pixels.strideV();
    }

    @Override
    public void free() {
        freed++;
        pixels.free();
    }
}
