package io.decart4j.media;

import java.nio.ByteBuffer;

/**
 * One picture of a video stream: I420 planes, their strides, the rotation to apply for display, the capture time and its
 * place in the stream.
 *
 * <p>A frame is counted: it starts with one reference, {@link #retain()} adds one, {@link #release()} takes one away,
 * and the last release gives the memory back. Whoever receives a frame releases it exactly once; {@code try (frame)}
 * does that. Every accessor checks the count, so a frame that is used too late fails with an
 * {@link IllegalStateException} instead of reading memory that belongs to somebody else. {@link FrameLeaks} tells where
 * frames come from that nobody has released.
 *
 * <p>Frames may be passed between threads; the pixels must not be written while another thread reads them.
 */
public final class VideoFrame implements AutoCloseable {

    private final I420Buffer buffer;
    private final int rotation;
    private final long timestampNanos;
    private final long sequence;
    private final References references;

    private VideoFrame(I420Buffer buffer, int rotation, long timestampNanos, long sequence, References references) {
        this.buffer = buffer;
        this.rotation = rotation;
        this.timestampNanos = timestampNanos;
        this.sequence = sequence;
        this.references = references;
    }

    /**
     * A frame that owns {@code buffer}.
     *
     * @param rotation clockwise degrees for display: 0, 90, 180 or 270
     * @param timestampNanos capture time in nanoseconds on a monotonic clock of the source
     * @param sequence place in its stream, from 0
     * @throws IllegalArgumentException for another rotation, a negative sequence, a side smaller than 1, or a plane that is
     *     too small for its size and stride; the buffer then still belongs to the caller
     */
    public static VideoFrame of(I420Buffer buffer, int rotation, long timestampNanos, long sequence) {
        if (rotation != 0 && rotation != 90 && rotation != 180 && rotation != 270) {
            throw new IllegalArgumentException("rotation takes 0, 90, 180 or 270, not " + rotation);
        }
        if (sequence < 0) {
            throw new IllegalArgumentException("sequence takes 0 or more, not " + sequence);
        }
        buffer.check();
        return new VideoFrame(buffer, rotation, timestampNanos, sequence, new References(buffer));
    }

    /** The same as {@link #of(I420Buffer, int, long, long)} with sequence 0. */
    public static VideoFrame of(I420Buffer buffer, int rotation, long timestampNanos) {
        return of(buffer, rotation, timestampNanos, 0);
    }

    /** An upright frame that owns {@code buffer}, with sequence 0. */
    public static VideoFrame of(I420Buffer buffer, long timestampNanos) {
        return of(buffer, 0, timestampNanos, 0);
    }

    /**
     * This frame under another number. Pixels and references are the same, so it stands in for this one: whoever owned this
     * frame releases one of the two, once.
     *
     * @throws IllegalArgumentException when {@code number} is negative
     * @throws IllegalStateException when the frame was already given back
     */
    public VideoFrame withSequence(long number) {
        if (number < 0) {
            throw new IllegalArgumentException("sequence takes 0 or more, not " + number);
        }
        return new VideoFrame(live(), rotation, timestampNanos, number, references);
    }

    /**
     * This frame under another time, in nanoseconds. As {@link #withSequence}: it stands in for this one, and one of the two is
     * released, once. For a frame that is released separately: {@code frame.duplicate().withTimestamp(time)}.
     *
     * @throws IllegalStateException when the frame was already given back
     */
    public VideoFrame withTimestamp(long nanos) {
        return new VideoFrame(live(), rotation, nanos, sequence, references);
    }

    /** Width in pixels, before rotation. */
    public int width() {
        return live().width();
    }

    /** Height in pixels, before rotation. */
    public int height() {
        return live().height();
    }

    /**
     * Clockwise degrees to turn the picture by for display: 0, 90, 180 or 270. Sources may have any; what is sent is turned
     * first, so a frame that a session or a room brings has 0, whoever has sent it.
     */
    public int rotation() {
        return rotation;
    }

    /**
     * Capture time in nanoseconds on a monotonic clock of the source. Of a remote frame it is this machine's {@link System#nanoTime()}
     * of the moment at which it should be shown, in whole milliseconds: some ms ahead of its arrival.
     */
    public long timestampNanos() {
        return timestampNanos;
    }

    /**
     * Place in its stream, from 0 and growing. Of the remote frames of a session, over reconnects, each that arrives has the
     * next number: a gap is what this consumer missed.
     */
    public long sequence() {
        return sequence;
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

    /** A frame of its own on the heap with the same pixels, rotation, time and number; both are released separately. */
    public VideoFrame copy() {
        I420Buffer from = live();
        I420Buffer to = I420Buffer.allocate(from.width(), from.height());
        int chromaWidth = (from.width() + 1) / 2;
        int chromaHeight = (from.height() + 1) / 2;
        copyPlane(from.y(), from.strideY(), to.y(), from.width(), from.height());
        copyPlane(from.u(), from.strideU(), to.u(), chromaWidth, chromaHeight);
        copyPlane(from.v(), from.strideV(), to.v(), chromaWidth, chromaHeight);
        return of(to, rotation, timestampNanos, sequence);
    }

    /**
     * A frame that is displayed as this one and has rotation 0: one of its own on the heap with the pixels turned, with the same
     * time and number, or, when nothing is to be turned, this one with one more reference. Both are released separately.
     *
     * @throws IllegalStateException when the frame was already given back
     */
    public VideoFrame upright() {
        if (rotation == 0) {
            return retain();
        }
        return of(PlaneRotation.turned(live(), rotation), 0, timestampNanos, sequence);
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
        references.retain();
        return this;
    }

    /**
     * Takes a reference away; the last one gives the memory back.
     *
     * @return whether this was the last one
     * @throws IllegalStateException when the frame was already given back
     */
    public boolean release() {
        return references.release();
    }

    /**
     * Another frame over the same pixels with a count of its own, released separately: for one more consumer, whose mistakes
     * then cost nobody else the pixels.
     *
     * @throws IllegalStateException when the frame was already given back
     */
    public VideoFrame duplicate() {
        references.retain();
        return new VideoFrame(buffer, rotation, timestampNanos, sequence, new References(buffer, references));
    }

    /**
     * What a discard hook calls: as {@link #release()}, but nothing when the frame was already given back, because an operator
     * may tell its hook of one value twice.
     */
    public void discard() {
        references.drop();
    }

    /** The same as {@link #release()}, for try-with-resources. */
    @Override
    public void close() {
        release();
    }

    /** Whether the pixels may still be read. */
    public boolean isLive() {
        return references.count() > 0;
    }

    @Override
    public String toString() {
        return "VideoFrame[" + buffer.width() + "x" + buffer.height() + ", rotation=" + rotation + ", sequence="
                + sequence + ", references=" + references.count() + "]";
    }

    private I420Buffer live() {
        references.check();
        return buffer;
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
