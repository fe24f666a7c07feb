package io.decart4j.webrtc;

import io.decart4j.media.VideoFrame;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Operators;
import reactor.core.scheduler.Scheduler;

/**
 * One slot between the native thread that fills it and a worker that empties it. Whoever takes a frame out of the slot
 * owns it; whoever puts one in looks afterwards whether the subscription has ended, and then takes it out again.
 */
final class FrameSubscription implements Subscription, Runnable {

    private final LatestFrames parent;
    private final CoreSubscriber<? super VideoFrame> actual;
    private final AtomicReference<@Nullable VideoFrame> slot = new AtomicReference<>();
    private final AtomicLong requested = new AtomicLong();
    private final AtomicInteger passes = new AtomicInteger();
    private final Scheduler.Worker worker;
    private volatile boolean started;
    private volatile boolean cancelled;
    private volatile boolean ended;

    FrameSubscription(LatestFrames parent, CoreSubscriber<? super VideoFrame> actual, Scheduler.Worker worker) {
        this.parent = parent;
        this.actual = actual;
        this.worker = worker;
    }

    /** Only after {@code onSubscribe}: nothing may overtake that. */
    void start() {
        started = true;
        schedule();
    }

    void push(VideoFrame frame) {
        VideoFrame skipped = slot.getAndSet(frame);
        if (skipped != null) {
            skipped.release();
            parent.countDropped();
        }
        if (cancelled || ended) {
            clear();
        } else {
            schedule();
        }
    }

    /** No frame follows: what waits is released, the subscriber is completed. */
    void end() {
        ended = true;
        clear();
        schedule();
    }

    @Override
    public void request(long n) {
        if (Operators.validate(n)) {
            requested.getAndAccumulate(n, Operators::addCap);
            schedule();
        }
    }

    @Override
    public void cancel() {
        cancelled = true;
        parent.detach(this);
        clear();
        worker.dispose();
    }

    @Override
    public void run() {
        int missed = passes.get();
        while (missed != 0) {
            deliver();
            if (ended && !cancelled) {
                complete();
                return;
            }
            missed = passes.addAndGet(-missed);
        }
    }

    private void deliver() {
        while (!cancelled && !ended && requested.get() > 0) {
            VideoFrame frame = slot.getAndSet(null);
            if (frame == null) {
                return;
            }
            if (requested.get() != Long.MAX_VALUE) {
                requested.decrementAndGet();
            }
            actual.onNext(frame);
        }
    }

    // Leaves the pass counter above zero, so nothing is ever scheduled again.
    private void complete() {
        parent.detach(this);
        actual.onComplete();
        worker.dispose();
    }

    private void schedule() {
        if (started && passes.getAndIncrement() == 0) {
            try {
                worker.schedule(this);
            } catch (RejectedExecutionException stopped) {
                clear();
            }
        }
    }

    private void clear() {
        VideoFrame frame = slot.getAndSet(null);
        if (frame != null) {
            frame.release();
        }
    }
}
