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
 * that responses which follow a session end by themselves. What is stopped can start again with the context, until that is
 * closed. Test contexts that are paused between two classes leave it alone: what is open there is the application's.
 */
final class DecartLifecycle implements SmartLifecycle, DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(DecartLifecycle.class);

    /** The limit itself ends the disposal, and says so. */
    private static final Duration AFTER_THE_LIMIT = Duration.ofSeconds(1);

    private final String name;
    private final Duration limit;
    private final Mono<Void> suspend;
    private final Runnable resume;
    private final BlockingClose stop;
    private final BlockingClose dispose;
    private final AtomicBoolean running = new AtomicBoolean();

    /**
     * A life cycle of something that is disposed once.
     *
     * @param name for the log
     * @param suspend ends what is open, until it is resumed; may be called again
     * @param dispose ends it for good
     * @param limit how long either may take until nobody waits for it any more
     */
    DecartLifecycle(String name, Mono<Void> suspend, Runnable resume, Mono<Void> dispose, Duration limit) {
        this.name = name;
        this.limit = TimeLimits.clamped(limit);
        this.suspend = limited(suspend);
        this.resume = resume;
        Duration most = this.limit.plus(AFTER_THE_LIMIT);
        this.stop = new BlockingClose(name, this.suspend, most);
        this.dispose = new BlockingClose(name, limited(dispose).cache(), most);
    }

    private Mono<Void> limited(Mono<Void> end) {
        return end.timeout(limit).onErrorResume(e -> {
            log.warn("{} did not end within {}: {}", name, limit, String.valueOf(e.getMessage()));
            return Mono.empty();
        });
    }

    @Override
    public void start() {
        resume.run();
        running.set(true);
    }

    @Override
    public void stop(Runnable callback) {
        suspend.doFinally(end -> {
                    running.set(false);
                    callback.run();
                })
                .subscribe();
    }

    @Override
    public void stop() {
        stop.close();
        running.set(false);
    }

    /**
     * Also for a context that failed before it started anything. A context may be closed in a callback of Reactor: there this
     * begins, and nobody waits.
     */
    @Override
    public void destroy() {
        dispose.close();
        running.set(false);
    }

    @Override
    public boolean isRunning() {
        return running.get();
    }

    @Override
    public boolean isPauseable() {
        return false;
    }

    @Override
    public int getPhase() {
        return DEFAULT_PHASE - 512;
    }
}
