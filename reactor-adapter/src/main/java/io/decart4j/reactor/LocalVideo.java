package io.decart4j.reactor;

import io.decart4j.media.VideoFrame;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;

/**
 * The caller's frames on their way to whichever connection is there. One subscription for the whole session, or for as long
 * as a source is not replaced: one frame is asked for per frame interval, so a fast source is paced and a late one is not
 * waited for. Frames that cannot be sent are released and counted; only the newest is kept until media flow, so that a new
 * connection does not wait for the next one.
 */
final class LocalVideo {

    private final Duration interval;
    private final boolean mirror;
    private final Consumer<Throwable> onSourceError;
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();
    private final AtomicReference<@Nullable VideoFrame> newest = new AtomicReference<>();
    private volatile @Nullable Publisher<VideoFrame> source;
    private volatile @Nullable Predicate<VideoFrame> sender;
    private volatile @Nullable LocalSource current;
    private volatile boolean flowing;
    private @Nullable Disposable pace;
    private boolean started;
    private volatile boolean closed;

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

    /** The connection can send: it gets the newest frame at once, and all that come. */
    void flow() {
        flowing = true;
        VideoFrame frame = newest.getAndSet(null);
        if (frame != null) {
            try (frame) {
                count(send(frame));
            }
        }
    }

    /** Subscribes to the source, the first time. */
    void start() {
        Publisher<VideoFrame> from;
        LocalSource first;
        synchronized (this) {
            from = source;
            if (from == null || started || closed) {
                return;
            }
            started = true;
            first = new LocalSource(this);
            current = first;
        }
        first.subscribeTo(from);
        synchronized (this) {
            if (!closed) {
                pace = Flux.interval(Duration.ZERO, interval)
                        .onBackpressureDrop()
                        .subscribe(tick -> ask());
            }
        }
    }

    /** Goes on with another source, at once; false when it is too late for that. The one before is cancelled. */
    boolean replace(Publisher<VideoFrame> other) {
        LocalSource before;
        LocalSource next;
        synchronized (this) {
            if (closed) {
                return false;
            }
            source = other;
            if (!started) {
                return true;
            }
            before = current;
            next = new LocalSource(this);
            current = next;
        }
        forget();
        if (before != null) {
            before.cancel();
        }
        next.subscribeTo(other);
        // Not at the next interval only: the one before may have been asked in vain.
        next.ask();
        return true;
    }

    void close() {
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
        if (last != null) {
            last.cancel();
        }
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

    /** Takes over the reference. */
    void take(VideoFrame frame, LocalSource from, boolean wanted) {
        try (frame) {
            boolean flows = flowing;
            if (!wanted || from != current) {
                count(false);
            } else if (flows && send(frame)) {
                count(true);
            } else {
                keep(frame, from);
                if (!flows && flowing) {
                    flow(); // it has come to that meanwhile
                }
            }
        }
    }

    private void count(boolean taken) {
        (taken ? sent : dropped).incrementAndGet();
    }

    private void keep(VideoFrame frame, LocalSource from) {
        frame.retain();
        drop(newest.getAndSet(frame));
        if (closed || from != current) {
            forget();
        }
    }

    private void forget() {
        drop(newest.getAndSet(null));
    }

    private void drop(@Nullable VideoFrame frame) {
        if (frame != null) {
            frame.release();
            count(false);
        }
    }

    void failed(Throwable error, LocalSource from) {
        if (from == current) {
            onSourceError.accept(error);
        }
    }

    /** A sender outlives its connection until the next one comes, and says so. */
    private boolean send(VideoFrame frame) {
        Predicate<VideoFrame> to = sender;
        if (to == null) {
            return false;
        }
        if (mirror) {
            try (VideoFrame mirrored = frame.mirrored()) {
                return to.test(mirrored);
            }
        }
        return to.test(frame);
    }
}
