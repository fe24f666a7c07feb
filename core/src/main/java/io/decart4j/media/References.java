package io.decart4j.media;

import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** How many hold on to a buffer; the last to let go frees it. A counter itself: one object less a frame. */
final class References extends AtomicInteger {

    private static final long serialVersionUID = 1L;

    private final transient I420Buffer buffer;
    private final transient @Nullable References parent;
    private final transient FrameLeaks.@Nullable Open open;

    /** The first for a buffer, which its last release frees. */
    References(I420Buffer buffer) {
        this(buffer, null);
    }

    /** A count of its own over one reference of {@code parent}, which its last release gives back. */
    References(I420Buffer buffer, @Nullable References parent) {
        super(1);
        this.buffer = buffer;
        this.parent = parent;
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
        int before = drop();
        if (before == 0) {
            throw released();
        }
        return before == 1;
    }

    /** As a release, but nothing when there is no reference left; how many there were before. */
    int drop() {
        int before = getAndUpdate(n -> n > 0 ? n - 1 : 0);
        if (before == 1) {
            if (open != null) {
                FrameLeaks.closed(open);
            }
            if (parent == null) {
                buffer.free();
            } else {
                parent.release();
            }
        }
        return before;
    }

    private static IllegalStateException released() {
        return new IllegalStateException("the frame was already released");
    }
}
