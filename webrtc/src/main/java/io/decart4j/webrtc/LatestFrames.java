package io.decart4j.webrtc;

import io.decart4j.media.VideoFrame;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Operators;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Frames for one subscriber at a time, who always gets the newest. A queue of Reactor's would do for the signals, but
 * here every frame that is not delivered must be released, and that is easier to show for a single slot. Frames arrive
 * on a worker of {@code Schedulers.boundedElastic()} and belong to the subscriber.
 */
public final class LatestFrames extends Flux<VideoFrame> {

    private final AtomicReference<@Nullable FrameSubscription> current = new AtomicReference<>();
    private final AtomicLong dropped = new AtomicLong();
    private volatile boolean closed;

    /** Open, without a subscriber. */
    public LatestFrames() {}

    /** Takes over the caller's reference. Never blocks, never runs the subscriber. */
    public void push(VideoFrame frame) {
        FrameSubscription subscription = current.get();
        if (subscription == null || closed) {
            frame.release();
        } else {
            subscription.push(frame);
        }
    }

    /** Completes the subscriber, and every later one; what waits is released. */
    public void close() {
        closed = true;
        FrameSubscription subscription = current.get();
        if (subscription != null) {
            subscription.end();
        }
    }

    /** Frames that a subscriber was too slow for. */
    public long dropped() {
        return dropped.get();
    }

    @Override
    public void subscribe(CoreSubscriber<? super VideoFrame> actual) {
        Scheduler.Worker worker = Schedulers.boundedElastic().createWorker();
        FrameSubscription subscription = new FrameSubscription(this, actual, worker);
        if (!current.compareAndSet(null, subscription)) {
            worker.dispose();
            Operators.error(actual, new IllegalStateException("video() takes one subscriber at a time"));
            return;
        }
        actual.onSubscribe(subscription);
        subscription.start();
        if (closed) {
            subscription.end();
        }
    }

    void countDropped() {
        dropped.incrementAndGet();
    }

    void detach(FrameSubscription subscription) {
        current.compareAndSet(subscription, null);
    }
}
