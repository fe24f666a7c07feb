package io.decart4j.spring;

import io.decart4j.flow.BlockingClose;
import io.decart4j.flow.TimeLimits;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.SmartLifecycle;
import reactor.core.publisher.Mono;

/**
 * Ends what is open before the context closes, within a bound. Its phase is before the web server's graceful shutdown, so
 * that responses which follow a session end by themselves. What is disposed does not start again with the context.
 */
final class DecartLifecycle implements SmartLifecycle, DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(DecartLifecycle.class);

    /** The limit itself ends the disposal, and says so. */
    private static final Duration AFTER_THE_LIMIT = Duration.ofSeconds(1);

    private final String name;
    private final Mono<Void> dispose;
    private final BlockingClose close;
    private final AtomicBoolean running = new AtomicBoolean();

    /**
     * A life cycle of something that is disposed once.
     *
     * @param name for the log
     * @param limit how long disposing may take until nobody waits for it any more
     */
    DecartLifecycle(String name, Mono<Void> dispose, Duration limit) {
        this.name = name;
        Duration most = TimeLimits.clamped(limit);
        this.dispose = dispose.timeout(most)
                .onErrorResume(e -> {
                    log.warn("{} did not end within {}: {}", this.name, limit, String.valueOf(e.getMessage()));
                    return Mono.empty();
                })
                .cache();
        close = new BlockingClose(name, this.dispose, most.plus(AFTER_THE_LIMIT));
    }

    @Override
    public void start() {
        running.set(true);
    }

    @Override
    public void stop(Runnable callback) {
        dispose.doFinally(end -> {
                    running.set(false);
                    callback.run();
                })
                .subscribe();
    }

    @Override
    public void stop() {
        destroy();
    }

    /**
     * Also for a context that failed before it started anything. A context may be closed in a callback of Reactor: there this
     * begins, and nobody waits.
     */
    @Override
    public void destroy() {
        close.close();
        running.set(false);
    }

    @Override
    public boolean isRunning() {
        return running.get();
    }

    @Override
    public int getPhase() {
        return DEFAULT_PHASE - 512;
    }
}
