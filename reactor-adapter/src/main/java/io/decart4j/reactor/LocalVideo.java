package io.decart4j.reactor;

import io.decart4j.media.VideoFrame;
import io.decart4j.webrtc.VideoSender;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscription;
import reactor.core.Disposable;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.SignalType;

/**
 * The caller's frames on their way to whichever connection is there. One subscription for the whole session: one frame
 * is asked for per frame interval, so a fast source is paced and a late one is not waited for. Frames that come while
 * there is no connection are released and counted.
 */
final class LocalVideo extends BaseSubscriber<VideoFrame> {

    private final @Nullable Publisher<VideoFrame> source;
    private final Duration interval;
    private final boolean mirror;
    private final Consumer<Throwable> onSourceError;
    private final AtomicReference<@Nullable VideoSender> sender = new AtomicReference<>();
    private final AtomicBoolean started = new AtomicBoolean();
    private final AtomicBoolean asked = new AtomicBoolean();
    private final AtomicBoolean missed = new AtomicBoolean();
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();
    private volatile @Nullable Disposable pace;

    LocalVideo(@Nullable Publisher<VideoFrame> source, int fps, boolean mirror, Consumer<Throwable> onSourceError) {
        this.source = source;
        this.mirror = mirror;
        this.interval = Duration.ofNanos(1_000_000_000L / fps);
        this.onSourceError = onSourceError;
    }

    boolean isPresent() {
        return source != null;
    }

    /** Frames go to this connection from now on; the first one also starts the source. */
    void attach(VideoSender to) {
        sender.set(to);
        start();
    }

    /** Subscribes to the source, the first time. */
    void start() {
        if (source != null && started.compareAndSet(false, true)) {
            source.subscribe(this);
        }
    }

    void close() {
        sender.set(null);
        started.set(true);
        cancel();
    }

    int framesPerSecond() {
        return (int) Math.round(1e9 / interval.toNanos());
    }

    long sent() {
        return sent.get();
    }

    /** Frames that came while there was no connection. */
    long dropped() {
        return dropped.get();
    }

    @Override
    protected void hookOnSubscribe(Subscription subscription) {
        pace = Flux.interval(Duration.ZERO, interval).onBackpressureDrop().subscribe(tick -> ask());
        if (isDisposed()) {
            hookFinally(SignalType.CANCEL);
        }
    }

    @Override
    protected void hookOnNext(VideoFrame frame) {
        asked.set(false);
        try (frame) {
            VideoSender to = sender.get();
            // A sender outlives its connection until the next one comes, and says so.
            boolean taken = to != null && send(frame, to);
            (taken ? sent : dropped).incrementAndGet();
        }
        // The frame was late: the next one is due already.
        if (missed.compareAndSet(true, false)) {
            ask();
        }
    }

    private boolean send(VideoFrame frame, VideoSender to) {
        if (mirror) {
            try (VideoFrame mirrored = frame.mirrored()) {
                return to.push(mirrored);
            }
        }
        return to.push(frame);
    }

    @Override
    protected void hookOnError(Throwable error) {
        onSourceError.accept(error);
    }

    @Override
    protected void hookFinally(SignalType type) {
        Disposable running = pace;
        if (running != null) {
            running.dispose();
        }
    }

    private void ask() {
        if (asked.compareAndSet(false, true)) {
            request(1);
        } else {
            missed.set(true);
        }
    }
}
