package io.decart4j.media;

import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** How many hold on to a buffer; the last to let go frees it. */
final class References {

    private final I420Buffer buffer;
    private final AtomicInteger count = new AtomicInteger(1);
    private final FrameLeaks.@Nullable Open open;

    References(I420Buffer buffer) {
        this.buffer = buffer;
        this.open = FrameLeaks.TRACKED ? FrameLeaks.opened(buffer) : null;
    }

    int count() {
        return count.get();
    }

    void check() {
        if (count.get() == 0) {
            throw released();
        }
    }

    void retain() {
        if (count.getAndUpdate(n -> n > 0 ? n + 1 : 0) == 0) {
            throw released();
        }
    }

    boolean release() {
        int before = count.getAndUpdate(n -> n > 0 ? n - 1 : 0);
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
