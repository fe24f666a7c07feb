package io.decart4j.ffmpeg;

import java.nio.file.Path;
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

    private final Path file;
    private final Supplier<Source<T>> open;
    private final Consumer<T> discard;
    private final CoreSubscriber<? super T> actual;
    private final Scheduler.Worker worker;
    private final AtomicLong requested = new AtomicLong();
    private final AtomicInteger passes = new AtomicInteger();
    private volatile boolean cancelled;
    private @Nullable Source<T> source;

    Pulling(
            Path file,
            Supplier<Source<T>> open,
            Consumer<T> discard,
            CoreSubscriber<? super T> actual,
            Scheduler.Worker worker) {
        this.file = file;
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
        boolean over = true;
        try {
            int missed = passes.get();
            while (missed != 0) {
                while (cancelled || requested.get() > 0) {
                    if (cancelled || !deliver()) {
                        return;
                    }
                }
                missed = passes.addAndGet(-missed);
            }
            over = false;
        } finally {
            // Also when the subscriber has thrown, who then gets nothing more.
            if (over) {
                abandon();
            }
        }
    }

    /** Whether there may be more. */
    private boolean deliver() {
        T item;
        try {
            item = opened().next();
        } catch (Throwable e) {
            // Also what the machine itself throws: a subscriber who is not told waits for ever.
            finish(Failures.of(e, file));
            return false;
        }
        if (item == null) {
            finish(null);
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

    /**
     * The source is closed before the subscriber hears of the end, which it does in any case. The worker is given back after that: a
     * subscriber who waits for another file then would else wait for its own thread.
     */
    private void finish(@Nullable Throwable error) {
        Throwable told = error;
        try {
            close();
        } catch (Throwable e) {
            told = told == null ? Failures.of(e, file) : Exceptions.addSuppressed(told, e);
        }
        if (told == null) {
            actual.onComplete();
        } else if (!cancelled) {
            actual.onError(told);
        }
    }

    /** Nobody is there to be told of what closing may lead to, but the hook for such errors. */
    private void abandon() {
        try {
            close();
        } catch (Throwable e) {
            Operators.onErrorDropped(e, actual.currentContext());
        } finally {
            worker.dispose();
        }
    }

    private void close() {
        Source<T> there = source;
        source = null;
        if (there != null) {
            there.close();
        }
    }

    private void schedule() {
        if (passes.getAndIncrement() == 0) {
            try {
                worker.schedule(this);
            } catch (RejectedExecutionException stopped) {
                // Schedulers.shutdownNow(): nothing runs any more, so nobody else closes it.
                try {
                    finish(Operators.onRejectedExecution(stopped, actual.currentContext()));
                } finally {
                    worker.dispose();
                }
            }
        }
    }
}
