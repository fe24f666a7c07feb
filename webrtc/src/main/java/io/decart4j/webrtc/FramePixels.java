package io.decart4j.webrtc;

import dev.onvoid.webrtc.media.video.NativeI420Buffer;
import io.decart4j.media.VideoFrame;
import java.nio.ByteBuffer;
import java.util.function.Consumer;

/**
 * Frames to and from packed pixels, through libyuv; received frames are read where they are. Direct buffers are the fastest:
 * of an array the native code makes a copy. CPU work in the calling thread; the first use in a JVM loads the native
 * library, which blocks and may throw {@link NativeLibraryException}.
 */
public final class FramePixels {

    private FramePixels() {}

    /**
     * The pixels as they are stored, without the frame's rotation, in a new array. Does not take the caller's reference.
     *
     * @throws IllegalStateException when the frame was already released
     */
    public static byte[] toBytes(VideoFrame frame, PixelFormat format) {
        byte[] pixels = new byte[format.size(frame.width(), frame.height())];
        write(frame, format, pixels);
        return pixels;
    }

    /**
     * Writes the pixels to the beginning of {@code to}. Does not take the caller's reference.
     *
     * @throws IllegalArgumentException when {@code to} is shorter than {@link PixelFormat#size}
     * @throws IllegalStateException when the frame was already released
     */
    public static void write(VideoFrame frame, PixelFormat format, byte[] to) {
        read(frame, format, to.length, pixels -> Libyuv.write(pixels, to, format));
    }

    /**
     * Writes the pixels from the position of {@code to} on, which then stands behind them. Does not take the caller's
     * reference.
     *
     * @param to direct or on the heap
     * @throws IllegalArgumentException when less than {@link PixelFormat#size} remains, or it is read only
     * @throws IllegalStateException when the frame was already released
     */
    public static void write(VideoFrame frame, PixelFormat format, ByteBuffer to) {
        if (to.isReadOnly()) {
            throw new IllegalArgumentException("pixels are written to a buffer that is not read only");
        }
        if (to.isDirect()) {
            ByteBuffer slice = to.slice();
            int size = read(frame, format, slice.capacity(), pixels -> Libyuv.write(pixels, slice, format));
            to.position(to.position() + size);
        } else {
            checkSize(to.remaining(), format.size(frame.width(), frame.height()));
            to.put(toBytes(frame, format));
        }
    }

    /**
     * An upright frame in native memory; the caller releases it.
     *
     * @param timestampNanos capture time in nanoseconds on a monotonic clock of the caller
     * @throws IllegalArgumentException when {@code pixels} is shorter than {@link PixelFormat#size}
     */
    public static VideoFrame toFrame(byte[] pixels, PixelFormat format, int width, int height, long timestampNanos) {
        checkSize(pixels.length, format.size(width, height));
        return filled(width, height, timestampNanos, to -> Libyuv.read(pixels, to, format));
    }

    /**
     * An upright frame in native memory, from the position of {@code pixels} on, which stays; the caller releases it.
     *
     * @param pixels direct or on the heap
     * @param timestampNanos capture time in nanoseconds on a monotonic clock of the caller
     * @throws IllegalArgumentException when less than {@link PixelFormat#size} remains
     */
    public static VideoFrame toFrame(
            ByteBuffer pixels, PixelFormat format, int width, int height, long timestampNanos) {
        int size = format.size(width, height);
        checkSize(pixels.remaining(), size);
        if (pixels.isDirect()) {
            ByteBuffer slice = pixels.slice();
            return filled(width, height, timestampNanos, to -> Libyuv.read(slice, to, format));
        }
        byte[] bytes = new byte[size];
        pixels.get(pixels.position(), bytes);
        return toFrame(bytes, format, width, height, timestampNanos);
    }

    private static int read(VideoFrame frame, PixelFormat format, int room, Consumer<NativeI420Buffer> use) {
        NativeLibrary.load();
        // A reference of its own: the caller may release from another thread meanwhile.
        frame.retain();
        try {
            int size = format.size(frame.width(), frame.height());
            checkSize(room, size);
            return NativeBuffer.borrow(frame.buffer(), pixels -> {
                use.accept(pixels);
                return size;
            });
        } finally {
            frame.release();
        }
    }

    private static VideoFrame filled(int width, int height, long timestampNanos, Consumer<NativeI420Buffer> fill) {
        NativeLibrary.load();
        NativeI420Buffer pixels = NativeI420Buffer.allocate(width, height);
        try {
            fill.accept(pixels);
        } catch (RuntimeException e) {
            pixels.release();
            throw e;
        }
        return VideoFrame.of(new NativeBuffer(pixels), timestampNanos);
    }

    private static void checkSize(int room, int size) {
        if (room < size) {
            throw new IllegalArgumentException("the pixels take " + size + " bytes, not " + room);
        }
    }
}
