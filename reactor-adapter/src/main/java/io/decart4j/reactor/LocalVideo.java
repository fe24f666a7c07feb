package io.decart4j.reactor;

import io.decart4j.flow.CallersCode;
import io.decart4j.media.VideoFrame;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The caller's frames on their way to whichever connection is there. One subscription for the whole session, or for as long
 * as a source is not replaced: one frame is asked for per frame interval, so a fast source is paced and a late one is not
 * waited for. Frames that cannot be sent are released and counted; the newest is kept, and each new connection begins with
 * it. A frame that cannot be sent to any connection ends its source, and nothing else.
 */
final class LocalVideo {

    private final Duration interval;
    private final boolean mirror;
    private final Consumer<Throwable> onSourceError;
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();
    private final NewestFrame newest = new NewestFrame();
    private volatile @Nullable Publisher<VideoFrame> source;
    private volatile @Nullable Predicate<VideoFrame> sender;
    private volatile @Nullable LocalSource current;
    private volatile boolean flowing;
    private @Nullable Disposable pace;
    private boolean started;
    private volatile boolean closed;

    /**
     * A source that is not subscribed yet.
     *
     * @param onSourceError is told of what is wrong with a source, whether or not that ends it
     */
    LocalVideo(@Nullable Publisher<VideoFrame> source, int fps, boolean mirror, Consumer<Throwable> onSourceError) {
        this.source = source;
        this.mirror = mirror;
        this.interval = Duration.ofNanos(1_000_000_000L / fps);
        this.onSourceError = onSourceError;
    }

    boolean isPresent() {
        return source != null;
    }

    /**
     * Frames go to this connection as soon as it can send; the first one also starts the source.
     *
     * @param to whether it takes the frame, without its reference
     */
    void attach(Predicate<VideoFrame> to) {
        flowing = false;
        sender = to;
        start();
    }

    /** The connection can send: it gets the newest frame at once, unless it has it, and all that come. Never throws. */
    void flow() {
        flowing = true;
        Predicate<VideoFrame> to = sender;
        NewestFrame.Kept claimed = to == null ? null : newest.claim(to);
        if (to == null || claimed == null) {
            return;
        }
        boolean taken = false;
        try (VideoFrame frame = claimed.frame()) {
            taken = send(frame, to);
        } catch (Throwable e) {
            CallersCode.throwIfFatal(e);
            forget();
            LocalSource from = current;
            if (from != null) {
                from.fail(e);
            }
        } finally {
            // Once, and whether or not another frame has taken its place while it was being sent.
            count(newest.settle(claimed, taken));
            if (taken) {
                sent.incrementAndGet();
            }
        }
    }

    /** Subscribes to the source, the first time. */
    void start() {
        LocalSource first;
        synchronized (this) {
            Publisher<VideoFrame> from = source;
            if (from == null || started || closed) {
                return;
            }
            started = true;
            first = new LocalSource(this, from);
            current = first;
        }
        first.begin();
        synchronized (this) {
            if (!closed) {
                pace = Flux.interval(Duration.ZERO, interval)
                        .onBackpressureDrop()
                        .subscribe(tick -> ask());
            }
        }
    }

    /**
     * Goes on with another source, at once when called; false when it is too late for that. The one before is cancelled first,
     * which is waited for as long as {@link CallersCode#LIMIT}.
     */
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
            next = new LocalSource(this, other);
            current = next;
        }
        forget();
        // Begun whether or not anybody waits: else there would be no source at all.
        Mono<Boolean> begun = (before == null ? Mono.<Void>empty() : before.end())
                .then(Mono.fromSupplier(() -> begin(next)))
                .cache();
        begun.subscribe();
        return begun;
    }

    private boolean begin(LocalSource next) {
        if (next == current && !closed) {
            next.begin();
            // Not at the next interval only: the one before may have been asked in vain.
            next.ask();
        }
        return !closed;
    }

    /** At once when called; completes when the source is cancelled, or has not been for too long. Never fails. */
    Mono<Void> close() {
        LocalSource last;
        synchronized (this) {
            closed = true;
            sender = null;
            last = current;
            if (pace != null) {
                pace.dispose();
            }
        }
        forget();
        return last == null ? Mono.empty() : last.end();
    }

    long sent() {
        return sent.get();
    }

    /** Frames that were not sent. */
    long dropped() {
        return dropped.get();
    }

    private void ask() {
        LocalSource asked = current;
        if (asked != null) {
            asked.ask();
        }
    }

    /** Takes over the reference. Never throws. */
    void take(VideoFrame frame, LocalSource from, boolean wanted) {
        boolean counted = false;
        try (frame) {
            Predicate<VideoFrame> to = flowing ? sender : null;
            if (!wanted || from != current) {
                counted = true;
                dropped.incrementAndGet();
            } else if (to != null && send(frame, to)) {
                counted = true;
                sent.incrementAndGet();
                keep(frame, from, to);
            } else {
                keep(frame, from, null);
                counted = true;
                if (to == null && flowing) {
                    flow(); // it has come to that meanwhile
                }
            }
        } catch (Throwable e) {
            CallersCode.throwIfFatal(e);
            if (!counted) {
                dropped.incrementAndGet();
            }
            from.fail(e);
        }
    }

    private void keep(VideoFrame frame, LocalSource from, @Nullable Predicate<VideoFrame> connection) {
        count(newest.keep(frame, connection));
        if (closed || from != current) {
            forget();
        }
    }

    private void forget() {
        count(newest.forget());
    }

    private void count(boolean wasted) {
        if (wasted) {
            dropped.incrementAndGet();
        }
    }

    void failed(Throwable error, LocalSource from) {
        if (from == current) {
            told(error);
        }
    }

    void told(Throwable error) {
        onSourceError.accept(error);
    }

    /** A sender outlives its connection until the next one comes, and says so. */
    private boolean send(VideoFrame frame, Predicate<VideoFrame> to) {
        if (mirror) {
            try (VideoFrame mirrored = frame.mirrored()) {
                return to.test(mirrored);
            }
        }
        return to.test(frame);
    }
}
