package io.decart4j.flow;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * What {@code close()} does for something whose end is a {@code Mono}: waits for it where that is allowed. In a callback of
 * Reactor or of a socket it would wait for the very thread that it blocks, so there it only begins.
 */
public final class BlockingClose {

    private static final Logger log = LoggerFactory.getLogger(BlockingClose.class);

    private final String name;
    private final Mono<Void> disposal;
    private final Duration limit;
    private final AtomicBoolean told = new AtomicBoolean();

    /**
     * For one object.
     *
     * @param name what the log calls it
     * @param disposal the same end at every subscription
     * @param limit how long a caller waits at most; what is under way goes on after that
     */
    public BlockingClose(String name, Mono<Void> disposal, Duration limit) {
        this.name = name;
        this.disposal = disposal;
        this.limit = TimeLimits.clamped(limit);
    }

    /** Begins, and waits where the thread may; never throws, leaves an interrupted thread interrupted. */
    public void close() {
        CompletableFuture<Void> end = disposal.toFuture();
        if (!Schedulers.isInNonBlockingThread()) {
            await(end);
        } else if (!end.isDone() && told.compareAndSet(false, true)) {
            log.warn(
                    "{}.close() was called on {}, which may not block: it goes on without anybody waiting for it."
                            + " Subscribe to the Mono of its disposal instead",
                    name,
                    Thread.currentThread().getName());
        }
    }

    private void await(CompletableFuture<Void> end) {
        try {
            end.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            log.warn("{} was not closed within {} and goes on closing", name, limit);
        } catch (ExecutionException e) {
            log.warn("{} was not closed in order", name, e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
