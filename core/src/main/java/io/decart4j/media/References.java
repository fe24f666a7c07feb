package io.decart4j.media;

import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** How many hold on to a buffer; the last to let go frees it. A counter itself: one object less a frame. */
final class References extends AtomicInteger {

    private static final long serialVersionUID = 1L;

    private final transient I420Buffer buffer;
    private final transient FrameLeaks.@Nullable Open open;

    References(I420Buffer buffer) {
        super(1);
        this.buffer = buffer;
        this.open = FrameLeaks.TRACKED ? FrameLeaks.opened(buffer) : null;
    }

    int count() {
        return get();
    }

    void check() {
        if (get() == 0) {
            throw released();
        }
    }

    void retain() {
        if (getAndUpdate(n -> n > 0 ? n + 1 : 0) == 0) {
            throw released();
        }
    }

    boolean release() {
        int before = getAndUpdate(n -> n > 0 ? n - 1 : 0);
        if (before == 0) {
            throw released();
        }
        if (before > 1) {
            return false;
        }
        if (open != null) {
            FrameLeaks.closed(open);
        }
        buffer.free();
        return true;
    }

    private static IllegalStateException released() {
        return new IllegalStateException("the frame was already released");
    }
}
