package io.decart4j.media;

import java.nio.ByteBuffer;

/**
 * The pixels behind a {@link VideoFrame}: three planes in I420 layout (full-size luma, both chroma planes halved in
 * each direction, rounded up). An implementation owns its memory and gives it back once, in {@link #free()}.
 *
 * <p>Plane buffers start at position 0 and are indexed by {@code row * stride + column}; a stride may exceed the width.
 */
public interface I420Buffer {

    /** Width in pixels, at least 1. */
    int width();

    /** Height in pixels, at least 1. */
    int height();

    /** Luma plane. */
    ByteBuffer y();

    /** First chroma plane (blue difference). */
    ByteBuffer u();

    /** Second chroma plane (red difference). */
    ByteBuffer v();

    /** Bytes from one luma row to the next. */
    int strideY();

    /** Bytes from one row of {@link #u()} to the next. */
    int strideU();

    /** Bytes from one row of {@link #v()} to the next. */
    int strideV();

    /**
     * Looks whether the planes hold what sides and strides say; asked once, when a frame is made of this buffer. Where a
     * library guarantees it there is nothing to look at.
     *
     * @throws IllegalArgumentException naming the plane that is too small
     */
    default void check() {
        PlaneLayout.check(this);
    }

    /** Gives the memory back. Called exactly once, by the last {@link VideoFrame#release()}. */
    void free();

    /**
     * A zeroed buffer on the heap.
     *
     * @throws IllegalArgumentException when a side is smaller than 1
     */
    static I420Buffer allocate(int width, int height) {
        return HeapI420Buffer.allocate(width, height);
    }
}
