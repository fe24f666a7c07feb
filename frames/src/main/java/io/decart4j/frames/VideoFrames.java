package io.decart4j.frames;

import io.decart4j.media.VideoFrame;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Signal;
import reactor.core.publisher.Timed;
import reactor.core.scheduler.Scheduler;

/** Streams of frames in which no reference is lost. */
public final class VideoFrames {

    private static final Class<?> DISCARDING = VideoFrames.class;
    // The name that Reactor's operators look up; it has a public method for the discard hook only.
    private static final String ON_NEXT_DROPPED = "reactor.onNextDropped.local";

    private VideoFrames() {}

    /** What {@code reader} makes of each frame, which is released when it returns; whatever it throws is the error. Never null. */
    public static <T> Flux<T> read(Flux<VideoFrame> frames, Function<? super VideoFrame, ? extends T> reader) {
        return frames.handle((frame, sink) -> {
            try (frame) {
                sink.next(reader.apply(frame));
            }
        });
    }

    /**
     * Releases the frames that the operators of {@code pipeline} discard: filtered, skipped for backpressure, waiting when it
     * was cancelled or failed; also those in lists, maps, arrays, tuples, signals and timed values. Reactor's hooks reach
     * upstream only, so this belongs at the end of the pipeline: {@code
     * frames.publishOn(scheduler).filter(even).map(reader).as(VideoFrames::discarding)}.
     *
     * <p>A frame that a function of the pipeline was called with is that function's to release, also when it throws. A
     * predicate releases nothing. A {@code doOnDiscard} beside it calls {@link VideoFrame#discard}.
     * Windows and groups have to be subscribed to.
     *
     * <p>A {@code publishOn} that another thread cancels may tell the hook of a value that it delivers at the same time, whose
     * reader then finds it released, and loses its queue when its next run was already scheduled (not on a {@link
     * io.decart4j.flow.FinishingScheduler}): for work on another thread in pipelines that are cancelled use {@link #reading}.
     *
     * <p>Some operators of Reactor 3.8 drop values without telling the hook, at their end or when they are cancelled, so keep
     * frames out of them:
     * <ul>
     *   <li>{@code withLatestFrom} (use {@link #withLatestFrom}), {@code combineLatest}, {@code join};
     *   <li>{@code sample} (use {@link io.decart4j.media.FrameBuffer#sample}), {@code sampleTimeout}, {@code delaySequence};
     *   <li>{@code takeLast} of two and more; {@code takeWhile}, of the value that ends it (release that in {@code doOnNext}
     *       before); {@code filterWhen} that is cancelled;
     *   <li>{@code flatMapSequential}, {@code mergeSequential}, {@code parallel};
     *   <li>{@code publish}, {@code share}, {@code replay}, {@code cache} (use {@link #shared}), and the sinks of {@code
     *       Sinks.many().multicast()} and {@code Sinks.many().replay()};
     *   <li>{@code publishOn}, {@code delayElement} or {@code cache} of a {@code Mono} or of {@code Flux.just} (use {@link
     *       #reading} for work on another thread).
     * </ul>
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
     * Each frame of one stream together with the newest of another, for example a camera's beside an overlay's; none before the
     * other has one. Unlike Reactor's {@code withLatestFrom} it loses no frame. {@code others} is asked for all it has, so it
     * should come at its own pace. Ends with {@code frames}; an error of either is an error. Works on the threads of {@code
     * frames}.
     *
     * @param combiner is lent both frames until it returns, and retains what it keeps; two calls may get the same second one
     */
    public static <R> Flux<R> withLatestFrom(
            Publisher<VideoFrame> frames,
            Publisher<VideoFrame> others,
            BiFunction<? super VideoFrame, ? super VideoFrame, ? extends R> combiner) {
        return Flux.using(
                        LatestFrame::new,
                        latest -> latest.whileWell(Flux.from(frames)
                                .<R>handle((frame, sink) -> {
                                    try (frame;
                                            VideoFrame other = latest.duplicate()) {
                                        if (other != null) {
                                            sink.next(combiner.apply(frame, other));
                                        }
                                    }
                                })
                                .doOnSubscribe(subscribed -> others.subscribe(latest))),
                        LatestFrame::close)
                .as(VideoFrames::discarding);
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
        } else if (value instanceof Map<?, ?> several) {
            several.values().forEach(VideoFrames::discard);
        } else if (value instanceof Signal<?> one) {
            discardIfAny(one.get());
        } else if (value instanceof Timed<?> one) {
            discardIfAny(one.get());
        } else if (value instanceof Object[] several) {
            for (Object one : several) {
                discard(one);
            }
        }
    }

    private static void discardIfAny(@Nullable Object value) {
        if (value != null) {
            discard(value);
        }
    }
}
