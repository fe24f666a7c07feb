package io.decart4j.frames;

import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.media.FrameBuffer;
import io.decart4j.media.VideoFrame;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Signal;
import reactor.core.publisher.Timed;
import reactor.core.scheduler.Schedulers;

/** Runs a pipeline over frames and looks for references that were lost, or given back twice. */
abstract class PipelineRuns {

    static final int PUSHED = 64;

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    final TrackedFrames frames = new TrackedFrames();
    private final FrameQueue queue = new FrameQueue(FrameBuffer.bounded(PUSHED));

    /** All that is demanded is delivered, and the queue is closed behind the last frame. */
    final void toTheEnd(Function<Flux<VideoFrame>, Flux<?>> pipeline) {
        CountDownLatch over = new CountDownLatch(1);
        pipeline.apply(queue)
                .as(VideoFrames::discarding)
                .doFinally(end -> over.countDown())
                .subscribe(value -> {}, error -> {});
        for (int i = 0; i < PUSHED; i++) {
            queue.push(frames.next());
        }
        awaitDelivery();
        queue.close();
        await(over);
        assertThat(queue.counts().delivered()).isPositive();
    }

    /** Takes three values at most and then, without asking for more, is cancelled with frames in every corner. */
    final void cancelled(Function<Flux<VideoFrame>, Flux<?>> pipeline) {
        BaseSubscriber<Object> few = new BaseSubscriber<>() {
            @Override
            protected void hookOnSubscribe(Subscription subscription) {
                request(3);
            }

            @Override
            protected void hookOnNext(Object value) {
                releaseAll(value);
            }

            @Override
            protected void hookOnError(Throwable error) {
                // an overflow, in one of them
            }
        };
        pipeline.apply(queue).as(VideoFrames::discarding).subscribe(few);
        for (int i = 0; i < PUSHED; i++) {
            queue.push(frames.next());
        }
        Flux.interval(Duration.ofMillis(1))
                .takeUntil(tick -> queue.counts().delivered() > 0)
                .take(PATIENCE)
                .blockLast();
        awaitDelivery();
        settle();
        few.cancel();
        queue.push(frames.next());
        assertThat(queue.counts().delivered()).isPositive();
    }

    /** Something is on its way through the pipeline. */
    final Mono<Long> delivered() {
        return Flux.interval(Duration.ofMillis(1))
                .onBackpressureDrop()
                .filter(tick -> queue.counts().delivered() > 0)
                .next();
    }

    /** All that was scheduled before has run: a publishOn that is cancelled while its run is scheduled loses its queue. */
    static void settle() {
        Flux.range(0, 2 * Schedulers.DEFAULT_POOL_SIZE)
                .flatMap(i -> Mono.just(i).subscribeOn(Schedulers.parallel()))
                .blockLast(PATIENCE);
    }

    private void awaitDelivery() {
        // Either everything was taken, or the subscriber has left, or it wants no more for the moment.
        Flux.interval(Duration.ofMillis(1))
                .takeUntil(tick -> queue.counts().waiting() == 0)
                .take(Duration.ofMillis(200))
                .blockLast();
    }

    private static void await(CountDownLatch over) {
        try {
            assertThat(over.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    static long read(VideoFrame frame) {
        try (frame) {
            return frame.sequence();
        }
    }

    static void releaseAll(Object value) {
        if (value instanceof VideoFrame frame) {
            frame.release();
        } else if (value instanceof Iterable<?> several) {
            several.forEach(PipelineRuns::releaseAll);
        } else if (value instanceof Signal<?> one) {
            releaseAll(Optional.<Object>ofNullable(one.get()).stream().toList());
        } else if (value instanceof Timed<?> one) {
            releaseAll(one.get());
        } else if (value instanceof Map<?, ?> several) {
            several.values().forEach(PipelineRuns::releaseAll);
        }
    }
}
