package io.decart4j.media;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One picture of a video stream: I420 planes, their strides, the rotation to apply for display and the capture time.
 *
 * <p>A frame is counted: it starts with one reference, {@link #retain()} adds one, {@link #release()} takes one away,
 * and the last release gives the memory back. Whoever receives a frame releases it exactly once; {@code try (frame)}
 * does that. Every accessor checks the count, so a frame that is used too late fails with an
 * {@link IllegalStateException} instead of reading memory that belongs to somebody else.
 *
 * <p>Frames may be passed between threads; the pixels must not be written while another thread reads them.
 */
public final class VideoFrame implements AutoCloseable {

    private final I420Buffer buffer;
    private final int rotation;
    private final long timestampNanos;
    private final AtomicInteger references = new AtomicInteger(1);

    private VideoFrame(I420Buffer buffer, int rotation, long timestampNanos) {
        this.buffer = buffer;
        this.rotation = rotation;
        this.timestampNanos = timestampNanos;
    }

    /**
     * A frame that owns {@code buffer}.
     *
     * @param rotation clockwise degrees for display: 0, 90, 180 or 270
     * @param timestampNanos capture time in nanoseconds on a monotonic clock of the source
     * @throws IllegalArgumentException for another rotation
     */
    public static VideoFrame of(I420Buffer buffer, int rotation, long timestampNanos) {
        if (rotation != 0 && rotation != 90 && rotation != 180 && rotation != 270) {
            throw new IllegalArgumentException("rotation takes 0, 90, 180 or 270, not " + rotation);
        }
        return new VideoFrame(buffer, rotation, timestampNanos);
    }

    /** An upright frame that owns {@code buffer}. */
    public static VideoFrame of(I420Buffer buffer, long timestampNanos) {
        return of(buffer, 0, timestampNanos);
    }

    /** Width in pixels, before rotation. */
    public int width() {
        return live().width();
    }

    /** Height in pixels, before rotation. */
    public int height() {
        return live().height();
    }

    /** Clockwise degrees to turn the picture by for display: 0, 90, 180 or 270. */
    public int rotation() {
        return rotation;
    }

    /** Capture time in nanoseconds on a monotonic clock of the source. */
    public long timestampNanos() {
        return timestampNanos;
    }

    /** Luma plane, read only; valid until the frame is released. */
    public ByteBuffer y() {
        return live().y().asReadOnlyBuffer();
    }

    /** First chroma plane, read only; valid until the frame is released. */
    public ByteBuffer u() {
        return live().u().asReadOnlyBuffer();
    }

    /** Second chroma plane, read only; valid until the frame is released. */
    public ByteBuffer v() {
        return live().v().asReadOnlyBuffer();
    }

    /** Bytes from one luma row to the next. */
    public int strideY() {
        return live().strideY();
    }

    /** Bytes from one row of {@link #u()} to the next. */
    public int strideU() {
        return live().strideU();
    }

    /** Bytes from one row of {@link #v()} to the next. */
    public int strideV() {
        return live().strideV();
    }

    /** The memory itself, for media libraries that recognise their own buffers and then need no copy. */
    public I420Buffer buffer() {
        return live();
    }

    /** A frame of its own on the heap with the same pixels, rotation and time; both are released separately. */
    public VideoFrame copy() {
        I420Buffer from = live();
        I420Buffer to = I420Buffer.allocate(from.width(), from.height());
        int chromaWidth = (from.width() + 1) / 2;
        int chromaHeight = (from.height() + 1) / 2;
        copyPlane(from.y(), from.strideY(), to.y(), from.width(), from.height());
        copyPlane(from.u(), from.strideU(), to.u(), chromaWidth, chromaHeight);
        copyPlane(from.v(), from.strideV(), to.v(), chromaWidth, chromaHeight);
        return new VideoFrame(to, rotation, timestampNanos);
    }

    /** A frame of its own on the heap with left and right exchanged; both are released separately. */
    public VideoFrame mirrored() {
        VideoFrame mirrored = copy();
        I420Buffer to = mirrored.buffer;
        int chromaWidth = (to.width() + 1) / 2;
        int chromaHeight = (to.height() + 1) / 2;
        mirrorPlane(to.y(), to.strideY(), to.width(), to.height());
        mirrorPlane(to.u(), to.strideU(), chromaWidth, chromaHeight);
        mirrorPlane(to.v(), to.strideV(), chromaWidth, chromaHeight);
        return mirrored;
    }

    /**
     * Adds a reference.
     *
     * @return this frame
     * @throws IllegalStateException when the frame was already given back
     */
    public VideoFrame retain() {
        int count = references.getAndUpdate(n -> n > 0 ? n + 1 : 0);
        if (count == 0) {
            throw released();
        }
        return this;
    }

    /**
     * Takes a reference away; the last one gives the memory back.
     *
     * @return whether this was the last one
     * @throws IllegalStateException when the frame was already given back
     */
    public boolean release() {
        int count = references.getAndUpdate(n -> n > 0 ? n - 1 : 0);
        if (count == 0) {
            throw released();
        }
        if (count > 1) {
            return false;
        }
        buffer.free();
        return true;
    }

    /** The same as {@link #release()}, for try-with-resources. */
    @Override
    public void close() {
        release();
    }

    /** Whether the pixels may still be read. */
    public boolean isLive() {
        return references.get() > 0;
    }

    @Override
    public String toString() {
        return "VideoFrame[" + buffer.width() + "x" + buffer.height() + ", rotation=" + rotation + ", references="
                + references.get() + "]";
    }

    private I420Buffer live() {
        if (references.get() == 0) {
            throw released();
        }
        return buffer;
    }

    private static IllegalStateException released() {
        return new IllegalStateException("the frame was already released");
    }

    private static void copyPlane(ByteBuffer from, int stride, ByteBuffer to, int width, int height) {
        for (int row = 0; row < height; row++) {
            to.put(row * width, from, row * stride, width);
        }
    }

    private static void mirrorPlane(ByteBuffer plane, int stride, int width, int height) {
        for (int start = 0; start < height * stride; start += stride) {
            for (int left = start, right = start + width - 1; left < right; left++, right--) {
                byte pixel = plane.get(left);
                plane.put(left, plane.get(right));
                plane.put(right, pixel);
            }
        }
    }
}
