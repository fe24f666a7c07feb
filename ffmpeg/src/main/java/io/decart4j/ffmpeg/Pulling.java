package io.decart4j.ffmpeg;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import reactor.core.CoreSubscriber;
import reactor.core.Exceptions;
import reactor.core.publisher.Operators;
import reactor.core.scheduler.Scheduler;

/** One subscriber of {@link Pulled}. Everything but demand and cancellation happens on its worker. */
final class Pulling<T> implements Subscription, Runnable {

    private final Supplier<Source<T>> open;
    private final Consumer<T> discard;
    private final CoreSubscriber<? super T> actual;
    private final Scheduler.Worker worker;
    private final AtomicLong requested = new AtomicLong();
    private final AtomicInteger passes = new AtomicInteger();
    private volatile boolean cancelled;
    private @Nullable Source<T> source;

    Pulling(Supplier<Source<T>> open, Consumer<T> discard, CoreSubscriber<? super T> actual, Scheduler.Worker worker) {
        this.open = open;
        this.discard = discard;
        this.actual = actual;
        this.worker = worker;
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
        schedule();
    }

    /** Ends with the pass counter above zero when it is over, so nothing is scheduled any more. */
    @Override
    public void run() {
        int missed = passes.get();
        while (missed != 0) {
            while (cancelled || requested.get() > 0) {
                if (cancelled || !deliver()) {
                    end();
                    return;
                }
            }
            missed = passes.addAndGet(-missed);
        }
    }

    /** Whether there may be more. */
    private boolean deliver() {
        T item;
        try {
            item = opened().next();
        } catch (Throwable e) {
            Exceptions.throwIfJvmFatal(e);
            close();
            actual.onError(e);
            return false;
        }
        if (item == null) {
            close();
            actual.onComplete();
            return false;
        }
        if (cancelled) {
            discard.accept(item);
            return false;
        }
        if (requested.get() != Long.MAX_VALUE) {
            requested.decrementAndGet();
        }
        actual.onNext(item);
        return true;
    }

    private Source<T> opened() {
        Source<T> there = source;
        if (there == null) {
            there = open.get();
            source = there;
        }
        return there;
    }

    private void end() {
        close();
        worker.dispose();
    }

    private void close() {
        if (source != null) {
            source.close();
            source = null;
        }
    }

    private void schedule() {
        if (passes.getAndIncrement() == 0) {
            try {
                worker.schedule(this);
            } catch (RejectedExecutionException stopped) {
                // Schedulers.shutdownNow(): nothing runs any more, so nobody else closes it.
                close();
                actual.onError(Operators.onRejectedExecution(stopped, actual.currentContext()));
            }
        }
    }
}
