package io.decart4j.frames;

import io.decart4j.media.VideoFrame;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** The newest frame of a stream, kept until a newer one comes or it is closed. Asks for all that there is. */
final class LatestFrame extends BaseSubscriber<VideoFrame> {

    private final Sinks.Empty<Void> failure = Sinks.empty();
    private @Nullable VideoFrame newest; // guarded by this
    private boolean closed; // guarded by this

    /** Never completes; errors when the stream does. */
    Mono<Void> failure() {
        return failure.asMono();
    }

    /** A frame over the same pixels, which the caller releases; null when there is none yet. */
    synchronized @Nullable VideoFrame duplicate() {
        return newest == null ? null : newest.duplicate();
    }

    synchronized void close() {
        cancel();
        closed = true;
        replace(null);
    }

    @Override
    protected void hookOnNext(VideoFrame frame) {
        synchronized (this) {
            replace(closed ? null : frame);
            if (closed) {
                frame.release();
            }
        }
    }

    @Override
    protected void hookOnError(Throwable error) {
        failure.tryEmitError(error);
    }

    private void replace(@Nullable VideoFrame by) {
        VideoFrame old = newest;
        newest = by;
        if (old != null) {
            old.release();
        }
    }
}
