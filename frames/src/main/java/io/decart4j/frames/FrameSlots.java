package io.decart4j.frames;

import io.decart4j.media.FrameBuffer;
import io.decart4j.media.FrameCounts;
import io.decart4j.media.VideoFrame;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * The frames that wait for one subscriber, by the rules of its {@link FrameBuffer}. Each frame put in goes out once:
 * polled, or released and counted here. Locked for a few instructions only; frames are released outside of the lock.
 */
final class FrameSlots {

    private final FrameBuffer buffer;
    private final long interval;
    private final ArrayDeque<VideoFrame> waiting = new ArrayDeque<>(2);
    private long offered;
    private long delivered;
    private long dropped;
    private long discarded;
    private boolean sampling;
    private long due;
    private boolean closed;

    FrameSlots(FrameBuffer buffer) {
        this.buffer = buffer;
        this.interval = buffer.interval().toNanos();
    }

    /** Takes over the reference, and answers with what the subscription has failed of, if it has. */
    @Nullable
    RuntimeException offer(VideoFrame frame, long now) {
        VideoFrame unwanted = null;
        RuntimeException overflow = null;
        synchronized (this) {
            offered++;
            if (closed) {
                unwanted = frame;
                discarded++;
            } else if (!isDue(now)) {
                unwanted = frame;
                dropped++;
            } else if (waiting.size() < buffer.capacity()) {
                waiting.add(frame);
            } else {
                dropped++;
                if (buffer.strict()) {
                    unwanted = frame;
                    overflow = buffer.overflow();
                } else {
                    unwanted = waiting.remove();
                    waiting.add(frame);
                }
            }
        }
        if (unwanted != null) {
            unwanted.release();
        }
        return overflow;
    }

    synchronized @Nullable VideoFrame poll() {
        VideoFrame frame = waiting.poll();
        if (frame != null) {
            delivered++;
        }
        return frame;
    }

    /** Releases what waits and whatever comes from now on; whether this was the first call. */
    boolean close() {
        VideoFrame[] left;
        synchronized (this) {
            if (closed) {
                return false;
            }
            closed = true;
            left = waiting.toArray(VideoFrame[]::new);
            waiting.clear();
            discarded += left.length;
        }
        for (VideoFrame frame : left) {
            frame.release();
        }
        return true;
    }

    synchronized boolean isEmpty() {
        return waiting.isEmpty();
    }

    synchronized FrameCounts counts() {
        return new FrameCounts(offered, delivered, dropped, discarded);
    }

    /** Kept to a plan, so that frames which come a little early or late do not change the rate. */
    private boolean isDue(long now) {
        if (interval == 0) {
            return true;
        }
        if (sampling && now - due < 0) {
            return false;
        }
        // After a pause the plan begins anew, without a burst of what was missed.
        due = sampling && now - due < interval ? due + interval : now + interval;
        sampling = true;
        return true;
    }
}
