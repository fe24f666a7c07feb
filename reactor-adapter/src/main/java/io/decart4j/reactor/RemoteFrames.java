package io.decart4j.reactor;

import io.decart4j.media.VideoFrame;
import io.decart4j.webrtc.LatestFrames;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import reactor.core.publisher.Flux;

/**
 * Remote frames of all attempts for all subscribers: who subscribed once goes on receiving after a reconnect. Each
 * subscriber has a slot of its own that keeps the newest frame, so a slow one only misses frames itself.
 */
final class RemoteFrames {

    private final List<LatestFrames> subscribers = new CopyOnWriteArrayList<>();
    private final AtomicLong received = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();
    private volatile boolean closed;
    private volatile int width;
    private volatile int height;

    /** Takes over the caller's reference. */
    void push(VideoFrame frame) {
        try (frame) {
            received.incrementAndGet();
            width = frame.width();
            height = frame.height();
            for (LatestFrames subscriber : subscribers) {
                subscriber.push(frame.retain());
            }
        }
    }

    /** Each frame belongs to the subscriber. */
    Flux<VideoFrame> retained() {
        return Flux.defer(() -> {
            LatestFrames slot = new LatestFrames();
            subscribers.add(slot);
            if (closed) {
                slot.close();
            }
            return slot.doFinally(end -> {
                subscribers.remove(slot);
                dropped.addAndGet(slot.dropped());
            });
        });
    }

    /** Each frame is read during the call and released after it. */
    <T> Flux<T> read(Function<? super VideoFrame, ? extends T> reader) {
        return retained().handle((frame, sink) -> {
            try (frame) {
                sink.next(reader.apply(frame));
            }
        });
    }

    void countDropped(long frames) {
        dropped.addAndGet(frames);
    }

    void close() {
        closed = true;
        subscribers.forEach(LatestFrames::close);
    }

    long received() {
        return received.get();
    }

    /** Frames that subscribers were too slow for. */
    long dropped() {
        return dropped.get()
                + subscribers.stream().mapToLong(LatestFrames::dropped).sum();
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }
}
