package io.decart4j.frames;

import io.decart4j.media.VideoFrame;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** Streams of frames in which no reference is lost. */
public final class VideoFrames {

    private static final Class<?> DISCARDING = VideoFrames.class;
    // The name that Reactor's operators look up; it has a public method for the discard hook only.
    private static final String ON_NEXT_DROPPED = "reactor.onNextDropped.local";

    private VideoFrames() {}

    /**
     * Releases the frames that the operators of {@code pipeline} discard: filtered, skipped for backpressure, waiting when it
     * was cancelled or failed; also those in lists, arrays and tuples. Reactor's hooks reach upstream only, so this belongs at
     * the end of the pipeline: {@code frames.publishOn(scheduler).filter(even).map(reader).as(VideoFrames::discarding)}.
     *
     * <p>A frame that a function of the pipeline was called with is that function's to release, also when it throws. A
     * predicate releases nothing. A {@code doOnDiscard} beside it calls {@link VideoFrame#discard}.
     * Windows and groups have to be subscribed to.
     *
     * <p>A {@code publishOn} that another thread cancels may tell the hook of a value that it delivers at the same time, whose
     * reader then finds it released, and loses its queue when its next run was already scheduled: for work on another thread
     * in pipelines that are cancelled use {@link #reading}.
     *
     * <p>Some operators of Reactor 3.8 drop values without telling the hook, so keep frames out of them: {@code sample} when it
     * is cancelled or fails (use {@link io.decart4j.media.FrameBuffer#sample}), {@code takeLast}, the value that ends a {@code
     * takeWhile} (release it in {@code doOnNext} before), {@code filterWhen}, and {@code publishOn}, {@code delayElement} or
     * {@code cache} of a {@code Mono} or of {@code Flux.just} (use {@link #reading} for work on another thread).
     */
    public static <T> Flux<T> discarding(Flux<T> pipeline) {
        return Flux.deferContextual(context -> context.hasKey(DISCARDING)
                ? pipeline
                : pipeline.doOnDiscard(Object.class, VideoFrames::discard)
                        .contextWrite(inner -> inner.put(DISCARDING, true)
                                .put(ON_NEXT_DROPPED, (Consumer<Object>) VideoFrames::discard)));
    }

    /**
     * One source for several sessions: each subscriber gets every frame with a reference of its own, and the newest when it is
     * slow. The source is subscribed with the first subscriber, asked for one frame whenever one of them waits, and cancelled
     * when the last has gone; who comes then begins it anew. ({@code publish()} and {@code share()} would hand one reference to
     * all.) Frames come on daemon threads named {@code decart4j-frames-…}. A source that ends ends all its subscribers.
     */
    public static Flux<VideoFrame> shared(Publisher<VideoFrame> source) {
        return new SharedVideo(source);
    }

    /**
     * Reads each frame on a scheduler, several at a time and each released once, also when it is cancelled before its turn:
     * {@code frames.flatMap(VideoFrames.reading(Schedulers.parallel(), reader), 4)}. A reader that runs while the pipeline is
     * cancelled keeps its frame until it returns; its thread may be interrupted. An empty result for null.
     *
     * @return a function for {@code flatMap}, {@code concatMap} and the like, which takes over the frame's reference; its
     *     Mono is subscribed once
     */
    public static <T> Function<VideoFrame, Publisher<? extends T>> reading(
            Scheduler scheduler, Function<? super VideoFrame, ? extends @Nullable T> reader) {
        return frame -> Mono.<T>create(sink -> {
            FrameReading<T> reading = new FrameReading<>(frame, reader, sink);
            sink.onDispose(reading);
            reading.on(scheduler);
        });
    }

    private static void discard(Object value) {
        if (value instanceof VideoFrame frame) {
            frame.discard();
        } else if (value instanceof Iterable<?> several) {
            several.forEach(VideoFrames::discard);
        } else if (value instanceof Object[] several) {
            for (Object one : several) {
                discard(one);
            }
        }
    }
}
