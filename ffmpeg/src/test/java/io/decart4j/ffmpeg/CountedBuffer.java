package io.decart4j.ffmpeg;

import io.decart4j.media.I420Buffer;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;

/** Pixels that are counted while somebody has them. */
record CountedBuffer(I420Buffer of, AtomicInteger live) implements I420Buffer {

    CountedBuffer {
        live.incrementAndGet();
    }

    @Override
    public int width() {
        return of.width();
    }

    @Override
    public int height() {
        return of.height();
    }

    @Override
    public ByteBuffer y() {
        return of.y();
    }

    @Override
    public ByteBuffer u() {
        return of.u();
    }

    @Override
    public ByteBuffer v() {
        return of.v();
    }

    @Override
    public int strideY() {
        return of.strideY();
    }

    @Override
    public int strideU() {
        return of.strideU();
    }

    @Override
    public int strideV() {
        return of.strideV();
    }

    @Override
    public void free() {
        live.decrementAndGet();
    }
}
