package io.decart4j.frames;

import io.decart4j.media.VideoFrame;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** The newest frame of a stream, kept until a newer one comes or it is closed. Asks for all that there is. */
final class LatestFrame extends BaseSubscriber<VideoFrame> {

    private final Sinks.One<Throwable> failure = Sinks.one();
    private @Nullable VideoFrame newest; // guarded by this
    private boolean closed; // guarded by this

    /**
     * Another stream until this one fails, which is its failure then. (An error behind Reactor's {@code takeUntilOther} would leave
     * the other stream running.)
     */
    <R> Flux<R> whileWell(Flux<R> other) {
        return other.takeUntilOther(failure.asMono())
                .concatWith(Mono.firstWithSignal(failure.asMono(), Mono.<Throwable>empty())
                        .flatMap(Mono::error));
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
        failure.tryEmitValue(error);
    }

    private void replace(@Nullable VideoFrame by) {
        VideoFrame old = newest;
        newest = by;
        if (old != null) {
            old.release();
        }
    }
}
