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
    private volatile Scheduler.@Nullable Worker worker;
    private volatile boolean cancelled;
    private volatile boolean ended;

    FrameSubscription(LatestFrames parent, CoreSubscriber<? super VideoFrame> actual) {
        this.parent = parent;
        this.actual = actual;
    }

    void start(Scheduler.Worker on) {
        worker = on;
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
        if (n <= 0) {
            cancel();
            actual.onError(new IllegalArgumentException("§3.9: request takes a positive number, not " + n));
            return;
        }
        requested.getAndAccumulate(n, Operators::addCap);
        schedule();
    }

    @Override
    public void cancel() {
        cancelled = true;
        parent.detach(this);
        clear();
        Scheduler.Worker running = worker;
        if (running != null) {
            running.dispose();
        }
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
        Scheduler.Worker running = worker;
        if (running != null) {
            running.dispose();
        }
    }

    private void schedule() {
        Scheduler.Worker running = worker;
        if (running != null && passes.getAndIncrement() == 0) {
            try {
                running.schedule(this);
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
