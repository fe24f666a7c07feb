package io.decart4j.ffmpeg;

import io.decart4j.media.VideoFrame;
import java.util.Optional;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** The newest frame of one stream, to be put beside the frames of another. */
final class Newest extends BaseSubscriber<VideoFrame> {

    private final Sinks.One<Throwable> failure = Sinks.one();
    private final Scaler scaler = new Scaler();
    private @Nullable VideoFrame frame;
    private boolean closed;

    /**
     * Another stream until this one fails, which is its failure then. (An error behind Reactor's {@code takeUntilOther} would leave
     * the other stream running.)
     */
    <R> Flux<R> whileWell(Flux<R> other) {
        return other.takeUntilOther(failure.asMono())
                .concatWith(Mono.firstWithSignal(failure.asMono(), Mono.<Throwable>empty())
                        .flatMap(Mono::error));
    }

    @Override
    protected void hookOnNext(VideoFrame next) {
        replace(next);
    }

    @Override
    protected void hookOnError(Throwable error) {
        failure.tryEmitValue(error);
    }

    /** {@code right} stays the caller's. */
    synchronized Optional<VideoFrame> beside(VideoFrame right) {
        VideoFrame newest = frame;
        if (newest == null || closed) {
            return Optional.empty();
        }
        AVFrame upright = Pictures.upright(right);
        try (VideoFrame own = FramePicture.frame(upright, 0, right.timestampNanos());
                VideoFrame other = scaled(newest, own.height())) {
            return Optional.of(SideBySide.compose(other, own, right.timestampNanos()));
        }
    }

    synchronized void close() {
        cancel();
        replace(null);
        closed = true;
        scaler.close();
    }

    private VideoFrame scaled(VideoFrame from, int height) {
        AVFrame upright = Pictures.upright(from);
        int width = (int) Math.max(2, Math.round((double) upright.width() * height / upright.height() / 2) * 2);
        return FramePicture.frame(scaler.fit(upright, width, height), 0, from.timestampNanos());
    }

    private synchronized void replace(@Nullable VideoFrame by) {
        VideoFrame old = frame;
        frame = closed ? null : by;
        if (closed && by != null) {
            by.release();
        }
        if (old != null) {
            old.release();
        }
    }
}
