package io.decart4j.frames;

import io.decart4j.flow.CallersCode;
import io.decart4j.flow.MonotonicTime;
import io.decart4j.media.FrameBuffer;
import io.decart4j.media.FrameCounts;
import io.decart4j.media.VideoFrame;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Operators;

/** Frames on their way from the native thread that brings them to a thread that delivers them, as many as were asked for. */
final class FrameSubscription implements Subscription, Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(FrameQueue.class);

    private final FrameQueue parent;
    private final CoreSubscriber<? super VideoFrame> actual;
    private final FrameThreads delivery = new FrameThreads(this);
    private final FrameSlots slots;
    private final AtomicLong requested = new AtomicLong();
    private final AtomicInteger passes = new AtomicInteger();
    private volatile boolean started;
    private volatile boolean cancelled;
    private volatile boolean ended;
    private volatile @Nullable Throwable failure;

    FrameSubscription(FrameQueue parent, FrameBuffer buffer, CoreSubscriber<? super VideoFrame> actual) {
        this.parent = parent;
        this.actual = actual;
        this.slots = new FrameSlots(buffer);
    }

    /** Only after {@code onSubscribe}: nothing may overtake that. */
    void start() {
        started = true;
        schedule();
    }

    void push(VideoFrame frame) {
        RuntimeException overflow = slots.offer(frame, MonotonicTime.nanos());
        if (overflow == null) {
            schedule();
        } else {
            end(overflow);
        }
    }

    /** No frame follows: what waits is released, the subscriber is completed or told the error. */
    void end(@Nullable Throwable error) {
        if (slots.close()) {
            failure = error;
            ended = true;
            schedule();
        }
    }

    FrameCounts counts() {
        return slots.counts();
    }

    boolean wantsFrames() {
        return !cancelled && !ended && requested.get() > 0 && slots.isEmpty();
    }

    @Override
    public void request(long n) {
        if (Operators.validate(n)) {
            requested.getAndAccumulate(n, Operators::addCap);
            schedule();
            parent.demanded();
        }
    }

    @Override
    public void cancel() {
        cancelled = true;
        slots.close();
        parent.detach(this);
    }

    @Override
    public void run() {
        int missed = passes.get();
        while (missed != 0) {
            deliver();
            if (ended && !cancelled) {
                finish();
                return;
            }
            missed = passes.addAndGet(-missed);
        }
    }

    private void deliver() {
        while (!cancelled && !ended && requested.get() > 0) {
            VideoFrame frame = slots.poll();
            if (frame == null) {
                return;
            }
            if (requested.get() != Long.MAX_VALUE) {
                requested.decrementAndGet();
            }
            try {
                actual.onNext(frame);
            } catch (Throwable e) {
                fail(e);
                return;
            }
            parent.demanded();
        }
    }

    /**
     * Against the rules of Reactive Streams, or a {@link LinkageError}, which Reactor lets through: thrown any further it would
     * be the end of the deliveries, and nobody would be told.
     */
    private void fail(Throwable thrown) {
        CallersCode.throwIfFatal(thrown);
        LOG.warn("A reader of frames failed", thrown);
        slots.close();
        failure = thrown;
        ended = true;
    }

    // Leaves the pass counter above zero, so nothing is ever scheduled again.
    private void finish() {
        parent.detach(this);
        Throwable error = failure;
        try {
            if (error == null) {
                actual.onComplete();
            } else {
                actual.onError(error);
            }
        } catch (Throwable e) {
            CallersCode.throwIfFatal(e);
            LOG.warn("A reader of frames failed at its end", e);
        }
    }

    private void schedule() {
        if (started && passes.getAndIncrement() == 0) {
            delivery.schedule();
        }
    }
}
