package io.decart4j.reactor.internal.media;

import io.decart4j.flow.CallersSource;
import io.decart4j.media.VideoFrame;
import java.util.concurrent.atomic.AtomicBoolean;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Mono;

/** The subscription to one source of local frames. At most one frame is asked for at a time; others are not sent. */
final class LocalSource extends BaseSubscriber<VideoFrame> {

    private final LocalVideo local;
    private final CallersSource<VideoFrame> source;
    private final AtomicBoolean asked = new AtomicBoolean();
    private final AtomicBoolean missed = new AtomicBoolean();
    private volatile boolean subscribed;

    LocalSource(LocalVideo local, Publisher<VideoFrame> source) {
        this.local = local;
        this.source = new CallersSource<>(source, local::told);
    }

    void begin() {
        source.flux().subscribe(this);
    }

    /** Cancels it; completes when that is done, or has taken too long. */
    Mono<Void> end() {
        return source.end();
    }

    /** What it has brought cannot be sent: it has failed. */
    void fail(Throwable error) {
        source.end();
        local.failed(error, this);
    }

    /** A frame is due. */
    void ask() {
        if (!subscribed) {
            return;
        }
        if (asked.compareAndSet(false, true)) {
            request(1);
        } else {
            missed.set(true);
        }
    }

    @Override
    protected void hookOnSubscribe(Subscription subscription) {
        subscribed = true;
    }

    @Override
    protected void hookOnNext(VideoFrame frame) {
        local.take(frame, this, asked.compareAndSet(true, false));
        // The frame was late: the next one is due already.
        if (missed.compareAndSet(true, false)) {
            ask();
        }
    }

    @Override
    protected void hookOnError(Throwable error) {
        local.failed(error, this);
    }
}
