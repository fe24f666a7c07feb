package io.decart4j.ffmpeg;

import io.decart4j.media.I420Buffer;
import io.decart4j.media.VideoFrame;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;

/** The planes of a native frame in {@code yuv420p}, which are used where they are. */
final class FramePicture implements I420Buffer {

    private static final AtomicLong LIVE = new AtomicLong();

    private final AVFrame frame;
    private final int width;
    private final int height;
    private final ByteBuffer y;
    private final ByteBuffer u;
    private final ByteBuffer v;
    private final int[] strides;

    private FramePicture(AVFrame frame) {
        this.frame = frame;
        width = frame.width();
        height = frame.height();
        strides = new int[] {frame.linesize(0), frame.linesize(1), frame.linesize(2)};
        y = plane(0, width, height);
        u = plane(1, (width + 1) / 2, (height + 1) / 2);
        v = plane(2, (width + 1) / 2, (height + 1) / 2);
        LIVE.incrementAndGet();
    }

    /** Takes over {@code frame}, also when it fails. */
    static VideoFrame frame(AVFrame frame, int rotation, long timestampNanos) {
        FramePicture picture;
        try {
            picture = new FramePicture(frame);
        } catch (Throwable e) {
            avutil.av_frame_free(frame);
            throw e;
        }
        try {
            return VideoFrame.of(picture, rotation, timestampNanos);
        } catch (Throwable e) {
            picture.free();
            throw e;
        }
    }

    /** For leak checks: pictures in native memory that nobody has given back. */
    static long live() {
        return LIVE.get();
    }

    /** Another reference to the same pixels, freed by the caller. */
    AVFrame share() {
        return avutil.av_frame_clone(frame);
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public int height() {
        return height;
    }

    @Override
    public ByteBuffer y() {
        return y;
    }

    @Override
    public ByteBuffer u() {
        return u;
    }

    @Override
    public ByteBuffer v() {
        return v;
    }

    @Override
    public int strideY() {
        return strides[0];
    }

    @Override
    public int strideU() {
        return strides[1];
    }

    @Override
    public int strideV() {
        return strides[2];
    }

    @Override
    public void free() {
        avutil.av_frame_free(frame);
        LIVE.decrementAndGet();
    }

    /** Without the padding behind the last row, which need not be there. */
    private ByteBuffer plane(int index, int columns, int rows) {
        long size = (long) strides[index] * (rows - 1) + columns;
        return new BytePointer(frame.data(index)).capacity(size).asByteBuffer();
    }
}
