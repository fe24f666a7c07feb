package io.decart4j.webrtc;

import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicInteger;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.core.scheduler.Schedulers;

/**
 * The one thread of a runtime on which native calls are made: they block, and in order they need no lock. It is never
 * interrupted, because a native step cannot be abandoned half way; a cancelled step that has begun runs to its end.
 */
final class NativeThread {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final ScheduledThreadPoolExecutor executor;

    NativeThread() {
        String name = "decart4j-webrtc-" + NUMBER.incrementAndGet();
        // This kind, like Reactor's own: its queue may be fed from threads on which BlockHound watches for locks.
        executor = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Runs {@code task} here; its result goes on to {@code Schedulers.parallel()}, never to user code on this thread. */
    <T> Mono<T> call(String step, Callable<T> task) {
        return Mono.<T>create(sink -> enter(step, task, sink)).publishOn(Schedulers.parallel());
    }

    /** As {@link #call} for a task without a result. */
    Mono<Void> run(String step, Runnable task) {
        return this.<Boolean>call(step, () -> {
                    task.run();
                    return true;
                })
                .then();
    }

    /** @throws RejectedExecutionException after {@link #shutdown()} */
    void execute(Runnable task) {
        executor.execute(task);
    }

    /** What was handed in before still runs. */
    void shutdown() {
        executor.shutdown();
    }

    /** webrtc-java reports native failures as {@code java.lang.Error} too. */
    static RuntimeException failure(String step, Throwable cause) {
        if (cause instanceof VirtualMachineError fatal) {
            throw fatal;
        }
        if (cause instanceof WebRtcException
                || cause instanceof NativeLibraryException
                || cause instanceof IllegalArgumentException
                || cause instanceof IllegalStateException) {
            return (RuntimeException) cause;
        }
        return new WebRtcException(step, cause);
    }

    private <T> void enter(String step, Callable<T> task, MonoSink<T> sink) {
        AtomicInteger cancelled = new AtomicInteger();
        sink.onCancel(cancelled::incrementAndGet);
        try {
            executor.execute(() -> {
                if (cancelled.get() > 0) {
                    return;
                }
                try {
                    sink.success(task.call());
                } catch (Throwable e) {
                    sink.error(failure(step, e));
                }
            });
        } catch (RejectedExecutionException e) {
            sink.error(new WebRtcException(step, "the runtime is disposed"));
        }
    }
}
