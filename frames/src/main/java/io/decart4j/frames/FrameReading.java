package io.decart4j.frames;

import io.decart4j.media.VideoFrame;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.MonoSink;
import reactor.core.scheduler.Scheduler;

/** One frame that is read on a scheduler. Who takes it first releases it: the reader's turn, or a cancel before that. */
final class FrameReading<T> implements Runnable, Disposable {

    private final VideoFrame frame;
    private final Function<? super VideoFrame, ? extends @Nullable T> reader;
    private final MonoSink<T> sink;
    private final AtomicBoolean taken = new AtomicBoolean();
    private final Disposable.Swap task = Disposables.swap();

    FrameReading(VideoFrame frame, Function<? super VideoFrame, ? extends @Nullable T> reader, MonoSink<T> sink) {
        this.frame = frame;
        this.reader = reader;
        this.sink = sink;
    }

    void on(Scheduler scheduler) {
        try {
            task.update(scheduler.schedule(this));
        } catch (RejectedExecutionException e) {
            sink.error(e);
        }
    }

    @Override
    public void run() {
        if (taken.compareAndSet(false, true)) {
            try (frame) {
                sink.success(reader.apply(frame));
            } catch (Throwable e) {
                sink.error(e);
            }
        }
    }

    /** Also called by the sink when it has ended. */
    @Override
    public void dispose() {
        task.dispose();
        if (taken.compareAndSet(false, true)) {
            frame.release();
        }
    }
}
