package io.decart4j.reactor.internal.media;

import io.decart4j.frames.FrameQueue;
import io.decart4j.frames.VideoFrames;
import io.decart4j.media.FrameBuffer;
import io.decart4j.media.FrameCounts;
import io.decart4j.media.VideoFrame;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

/**
 * Remote frames of all attempts for all subscribers: who subscribed once goes on receiving after a reconnect. Each
 * subscriber has a buffer of its own, so a slow one only misses frames itself.
 */
public final class RemoteVideo {

    private final List<FrameQueue> subscribers = new CopyOnWriteArrayList<>();
    private FrameCounts earlier = FrameCounts.NONE;
    private long received;
    private long missed;
    private long next;
    private volatile boolean closed;
    private volatile int width;
    private volatile int height;

    /** For the frames of one connection, numbered from 0 as they arrived there; takes over their references. */
    public Consumer<VideoFrame> reception() {
        long base = next();
        return frame -> push(frame, base);
    }

    private synchronized long next() {
        return next;
    }

    private void push(VideoFrame frame, long base) {
        width = frame.width();
        height = frame.height();
        long number = number(base + frame.sequence());
        VideoFrame numbered = number == frame.sequence() ? frame : frame.withSequence(number);
        @Nullable FrameQueue last = null;
        for (FrameQueue subscriber : subscribers) {
            if (last != null) {
                last.push(numbered.duplicate());
            }
            last = subscriber;
        }
        // Who is alone gets the frame as it is; others must not be able to release one another's.
        if (last == null) {
            numbered.release();
        } else {
            last.push(numbered);
        }
    }

    /** Numbers only grow, also when an old connection still has a frame after the next has begun. */
    private synchronized long number(long wanted) {
        long number = Math.max(next, wanted);
        missed += number - next;
        next = number + 1;
        received++;
        return number;
    }

    /** Each frame belongs to the subscriber. */
    public Flux<VideoFrame> retained(FrameBuffer buffer) {
        return Flux.using(() -> enter(buffer), queue -> queue, this::leave);
    }

    /** Each frame is read during the call and released after it. */
    public <T> Flux<T> read(FrameBuffer buffer, Function<? super VideoFrame, ? extends T> reader) {
        return VideoFrames.read(retained(buffer), reader);
    }

    private FrameQueue enter(FrameBuffer buffer) {
        FrameQueue queue = new FrameQueue(buffer);
        synchronized (this) {
            subscribers.add(queue);
        }
        if (closed) {
            queue.close();
        }
        return queue;
    }

    private synchronized void leave(FrameQueue queue) {
        subscribers.remove(queue);
        earlier = earlier.plus(queue.counts());
    }

    public void close() {
        closed = true;
        subscribers.forEach(FrameQueue::close);
    }

    /** Frames that arrived, whether or not somebody wanted them. */
    public synchronized long received() {
        return received + missed;
    }

    /** Of all subscribers so far. */
    public synchronized FrameCounts counts() {
        return subscribers.stream().map(FrameQueue::counts).reduce(earlier, FrameCounts::plus);
    }

    /** Frames that were too many: for the session as a whole, or for a subscriber. */
    public synchronized long dropped() {
        return missed + counts().dropped();
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }
}
