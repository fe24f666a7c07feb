package io.decart4j.reactor.internal.media;

import io.decart4j.flow.CallersCode;
import io.decart4j.media.VideoFrame;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Which of the caller's sources is on: one at a time, from the first connection to the end of the session. */
final class SourceSwitch {

    private final Function<Publisher<VideoFrame>, LocalSource> subscriptions;
    private final Duration interval;
    private final Runnable due;
    private final Runnable forget;
    private volatile @Nullable Publisher<VideoFrame> source;
    private volatile @Nullable LocalSource current;
    private @Nullable Disposable pace;
    private boolean started;
    private volatile boolean closed;

    /**
     * None is on yet.
     *
     * @param source the first, or null for none at all
     * @param due runs once an interval, before the source is asked
     * @param forget runs when what a source has brought is not wanted any more
     */
    SourceSwitch(
            @Nullable Publisher<VideoFrame> source,
            Function<Publisher<VideoFrame>, LocalSource> subscriptions,
            Duration interval,
            Runnable due,
            Runnable forget) {
        this.source = source;
        this.subscriptions = subscriptions;
        this.interval = interval;
        this.due = due;
        this.forget = forget;
    }

    boolean isPresent() {
        return source != null;
    }

    /** Whether it is this one, and has not been replaced. */
    boolean isOn(LocalSource one) {
        return one == current;
    }

    /** Whether none is wanted any more. */
    boolean isClosed() {
        return closed;
    }

    /** What the one that is on has brought cannot be sent. */
    void fail(Throwable error) {
        LocalSource from = current;
        if (from != null) {
            from.fail(error);
        }
    }

    void start() {
        LocalSource first;
        synchronized (this) {
            Publisher<VideoFrame> from = source;
            if (from == null || started || closed) {
                return;
            }
            started = true;
            first = subscriptions.apply(from);
            current = first;
        }
        first.begin();
        synchronized (this) {
            if (!closed) {
                pace = Flux.interval(Duration.ZERO, interval)
                        .onBackpressureDrop()
                        .subscribe(tick -> due());
            }
        }
    }

    /** As {@link LocalVideo#replace}. */
    Mono<Boolean> replace(Publisher<VideoFrame> other) {
        LocalSource before;
        LocalSource next;
        synchronized (this) {
            if (closed) {
                return Mono.just(false);
            }
            source = other;
            if (!started) {
                return Mono.just(true);
            }
            before = current;
            next = subscriptions.apply(other);
            current = next;
        }
        forget.run();
        // Begun whether or not anybody waits: else there would be no source at all.
        Mono<Boolean> begun = (before == null ? Mono.<Void>empty() : before.end())
                .then(Mono.fromSupplier(() -> begin(next)))
                .cache();
        begun.subscribe();
        return begun;
    }

    /** As {@link LocalVideo#close}; waits for {@link CallersCode#LIMIT} at most. */
    Mono<Void> close() {
        LocalSource last;
        synchronized (this) {
            closed = true;
            last = current;
            if (pace != null) {
                pace.dispose();
            }
        }
        return last == null ? Mono.empty() : last.end();
    }

    private boolean begin(LocalSource next) {
        if (isOn(next) && !closed) {
            next.begin();
            // Not at the next interval only: the one before may have been asked in vain.
            next.ask();
        }
        return !closed;
    }

    private void due() {
        due.run();
        LocalSource asked = current;
        if (asked != null) {
            asked.ask();
        }
    }
}
