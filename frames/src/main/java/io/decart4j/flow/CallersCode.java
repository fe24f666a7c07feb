package io.decart4j.flow;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.util.context.Context;

/**
 * Calls of what is the caller's own. Reactor throws a {@link LinkageError} through everything, as if it were the end of the
 * JVM, and then nobody is told; here whatever is thrown is an error like any other, except {@link VirtualMachineError}.
 */
public final class CallersCode {

    /** How long the end of a session waits for a cancel that does not return. */
    public static final Duration LIMIT = Duration.ofSeconds(2);

    private static final AtomicLong THREADS = new AtomicLong();

    private CallersCode() {}

    /** Rethrows what nobody can go on after. */
    public static void throwIfFatal(Throwable thrown) {
        if (thrown instanceof VirtualMachineError fatal) {
            throw fatal;
        }
    }

    /** The hook's Mono, made and subscribed at each subscription; an {@link Error} of it is a {@link Fault}. */
    public static <T> Mono<T> hook(Supplier<Mono<T>> hook) {
        return Mono.create(sink -> {
            try {
                Disposable running = Objects.requireNonNull(hook.get(), "a hook returns a Mono, not null")
                        .subscribe(
                                sink::success,
                                e -> sink.error(typed(e)),
                                sink::success,
                                Context.of(sink.contextView()));
                sink.onCancel(() -> cancel(running::dispose, failed -> {}));
            } catch (Throwable e) {
                throwIfFatal(e);
                sink.error(typed(e));
            }
        });
    }

    private static Throwable typed(Throwable thrown) {
        return thrown instanceof Exception ? thrown : new Fault(thrown);
    }

    /** An {@link Error} that a hook of the application has thrown, which is the cause. */
    public static final class Fault extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Fault(Throwable cause) {
            super("A hook of the application failed: " + cause.getClass().getSimpleName(), cause);
        }
    }

    /**
     * Begins to cancel, on a thread of its own that it may block.
     *
     * @param told of what was thrown, or that it has not returned in time
     * @return completes when it has returned, or has not for {@link #LIMIT}
     */
    public static Mono<Void> cancel(Runnable cancel, Consumer<Throwable> told) {
        Sinks.Empty<Void> returned = Sinks.empty();
        Thread thread = new Thread(
                () -> {
                    try {
                        cancel.run();
                    } catch (Throwable e) {
                        throwIfFatal(e);
                        told.accept(e);
                    } finally {
                        returned.tryEmitEmpty();
                    }
                },
                "decart4j-cancel-" + THREADS.incrementAndGet());
        thread.setDaemon(true);
        thread.start();
        return returned.asMono()
                .timeout(
                        LIMIT,
                        Mono.fromRunnable(() -> told.accept(
                                new TimeoutException("cancel() has not returned within " + LIMIT.toMillis() + "ms"))));
    }
}
