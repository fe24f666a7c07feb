package io.decart4j.frames;

import io.decart4j.media.FrameBuffer;
import io.decart4j.media.FrameCounts;
import io.decart4j.media.VideoFrame;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Operators;
import reactor.core.publisher.Sinks;

/**
 * Frames for one subscriber at a time, of which a few wait at most. A queue of Reactor's would do for the signals, but
 * here every frame that is not delivered must be released and counted. Frames belong to the subscriber and
 * arrive one at a time on daemon threads named {@code decart4j-frames-…}, which it may block.
 */
public final class FrameQueue extends Flux<VideoFrame> {

    private final AtomicReference<@Nullable FrameSubscription> current = new AtomicReference<>();
    private final AtomicReference<@Nullable Consumer<? super VideoFrame>> direct = new AtomicReference<>();
    private final Sinks.Empty<Void> end = Sinks.empty();
    private final FrameBuffer buffer;
    private final Runnable onDemand;
    private FrameCounts earlier = FrameCounts.NONE;
    private volatile boolean closed;
    private volatile @Nullable Throwable failure;

    /** Open, without a subscriber; the newest frame waits. */
    public FrameQueue() {
        this(FrameBuffer.latest());
    }

    /** Open, without a subscriber. */
    public FrameQueue(FrameBuffer buffer) {
        this(buffer, () -> {});
    }

    /**
     * Open, without a subscriber.
     *
     * @param onDemand called, on any thread, when {@link #wantsFrames()} may have become true
     */
    FrameQueue(FrameBuffer buffer, Runnable onDemand) {
        this.buffer = buffer;
        this.onDemand = onDemand;
    }

    /** Takes over the caller's reference. Never blocks, never runs the subscriber; whoever takes {@link #each} is run. */
    public void push(VideoFrame frame) {
        Consumer<? super VideoFrame> to = closed ? null : direct.get();
        FrameSubscription subscription = closed ? null : current.get();
        if (to != null) {
            to.accept(frame);
        } else if (subscription != null) {
            subscription.push(frame);
        } else {
            frame.release();
        }
    }

    /**
     * The same frames without a buffer between: {@code to} takes over each, is called by whoever pushes, on that thread, and so must
     * neither block nor run foreign code. While this is subscribed the subscriber gets nothing. Ends with this queue.
     */
    public Mono<Void> each(Consumer<? super VideoFrame> to) {
        return Mono.defer(() -> {
            direct.set(to);
            return end.asMono().doFinally(over -> direct.compareAndSet(to, null));
        });
    }

    /** Completes the subscriber, and every later one; what waits is released. */
    public void close() {
        close(null);
    }

    /** Ends the subscriber, and every later one, with an error; what waits is released. */
    public void fail(Throwable error) {
        close(error);
    }

    private void close(@Nullable Throwable error) {
        failure = error;
        closed = true;
        FrameSubscription subscription = current.get();
        if (subscription != null) {
            subscription.end(error);
        }
        if (error == null) {
            end.tryEmitEmpty();
        } else {
            end.tryEmitError(error);
        }
    }

    /** Frames that subscribers were too slow for. */
    public long dropped() {
        return counts().dropped();
    }

    /** What became of the frames of all subscribers so far. */
    public synchronized FrameCounts counts() {
        FrameSubscription subscription = current.get();
        return subscription == null ? earlier : earlier.plus(subscription.counts());
    }

    @Override
    public void subscribe(CoreSubscriber<? super VideoFrame> actual) {
        FrameSubscription subscription = new FrameSubscription(this, buffer, actual);
        if (!current.compareAndSet(null, subscription)) {
            Operators.error(actual, new IllegalStateException("frames go to one subscriber at a time"));
            return;
        }
        actual.onSubscribe(subscription);
        subscription.start();
        if (closed) {
            subscription.end(failure);
        }
    }

    /** Whether the subscriber has asked for a frame that is not there yet. */
    boolean wantsFrames() {
        FrameSubscription subscription = current.get();
        return subscription != null && !closed && subscription.wantsFrames();
    }

    void demanded() {
        onDemand.run();
    }

    synchronized void detach(FrameSubscription subscription) {
        if (current.compareAndSet(subscription, null)) {
            earlier = earlier.plus(subscription.counts());
        }
    }
}
