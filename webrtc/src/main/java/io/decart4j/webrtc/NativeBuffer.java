package io.decart4j.webrtc;

import dev.onvoid.webrtc.media.video.NativeI420Buffer;
import io.decart4j.media.I420Buffer;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** Pixels in native memory, holding one native reference. What {@link VideoSender} relays without a copy. */
final class NativeBuffer implements I420Buffer {

    private static final AtomicInteger LIVE = new AtomicInteger();

    private final NativeI420Buffer buffer;

    /** Takes over the reference of {@code buffer}. */
    NativeBuffer(NativeI420Buffer buffer) {
        this.buffer = buffer;
        LIVE.incrementAndGet();
    }

    static int live() {
        return LIVE.get();
    }

    /** Calls {@code use} with the pixels as a native buffer: the frame's own when it has one, else a copy for the call. */
    static <T> T borrow(I420Buffer pixels, Function<NativeI420Buffer, T> use) {
        if (pixels instanceof NativeBuffer own) {
            return use.apply(own.buffer);
        }
        NativeI420Buffer copy = Planes.toNative(pixels, pixels.width(), pixels.height());
        try {
            return use.apply(copy);
        } finally {
            copy.release();
        }
    }

    NativeI420Buffer nativeBuffer() {
        return buffer;
    }

    @Override
    public int width() {
        return buffer.getWidth();
    }

    @Override
    public int height() {
        return buffer.getHeight();
    }

    @Override
    public ByteBuffer y() {
        return buffer.getDataY();
    }

    @Override
    public ByteBuffer u() {
        return buffer.getDataU();
    }

    @Override
    public ByteBuffer v() {
        return buffer.getDataV();
    }

    @Override
    public int strideY() {
        return buffer.getStrideY();
    }

    @Override
    public int strideU() {
        return buffer.getStrideU();
    }

    @Override
    public int strideV() {
        return buffer.getStrideV();
    }

    /** The native side has allocated it. Nor are its planes touched before somebody reads them: each costs an object. */
    @Override
    public void check() {}

    @Override
    public void free() {
        LIVE.decrementAndGet();
        buffer.release();
    }
}
