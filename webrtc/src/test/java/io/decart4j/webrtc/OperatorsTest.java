package io.decart4j.webrtc;

import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.media.FrameBuffer;
import io.decart4j.media.VideoFrame;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Whatever operator a frame is lost in, its native reference is given back once. */
class OperatorsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int PUSHED = 64;

    private final NativeFrames frames = new NativeFrames();
    private final FrameQueue queue = new FrameQueue(FrameBuffer.bounded(PUSHED));

    @AfterEach
    void eachFrameIsReleasedOnce() {
        frames.assertEachReleasedOnce();
    }

    @Test
    void consumed() {
        toTheEnd(flux -> flux.map(OperatorsTest::read));
    }

    @Test
    void filtered() {
        toTheEnd(flux -> flux.filter(frame -> frame.sequence() % 2 == 0).map(OperatorsTest::read));
    }

    @Test
    void distinct() {
        toTheEnd(
                flux -> flux.distinctUntilChanged(frame -> frame.sequence() / 4).map(OperatorsTest::read));
    }

    @Test
    void skipped() {
        toTheEnd(flux -> flux.skip(5).skipLast(5).map(OperatorsTest::read));
    }

    @Test
    void anErrorOfTheReader() {
        toTheEnd(flux -> flux.publishOn(Schedulers.parallel()).map(frame -> {
            try (frame) {
                throw new IllegalStateException("reader");
            }
        }));
    }

    @Test
    void anErrorOfAPredicate() {
        toTheEnd(flux -> flux.filter(frame -> {
                    throw new IllegalStateException("predicate");
                })
                .map(OperatorsTest::read));
    }

    @Test
    void anErrorBehindTheQueueOfAnOperator() {
        toTheEnd(flux -> flux.publishOn(Schedulers.parallel(), 16)
                .map(OperatorsTest::read)
                .doOnNext(number -> {
                    if (number == 3) {
                        throw new IllegalStateException("later");
                    }
                }));
    }

    @Test
    void taken() {
        toTheEnd(flux -> flux.take(5).map(OperatorsTest::read));
    }

    @Test
    void takenFromAQueue() {
        toTheEnd(flux -> flux.publishOn(Schedulers.parallel()).take(5).map(OperatorsTest::read));
    }

    @Test
    void takenUntil() {
        toTheEnd(flux -> flux.takeUntil(frame -> frame.sequence() > 5).map(OperatorsTest::read));
    }

    @Test
    void theFirstOnly() {
        toTheEnd(flux -> flux.next().map(OperatorsTest::read).flux());
    }

    @Test
    void flatMapped() {
        toTheEnd(flux ->
                flux.flatMap(frame -> Mono.fromCallable(() -> read(frame)).subscribeOn(Schedulers.parallel())));
    }

    @Test
    void flatMappedFramesThatWaitInside() {
        cancelled(flux -> flux.flatMap(frame -> Flux.just(frame).publishOn(Schedulers.parallel()), 8, 4));
    }

    @Test
    void concatMappedThatNeverEndsAndIsCancelled() {
        cancelled(flux -> flux.concatMap(frame -> Mono.<VideoFrame>never().doFinally(end -> frame.release()), 8));
    }

    @Test
    void concatMappedFrames() {
        toTheEnd(flux -> flux.concatMap(frame -> Mono.fromCallable(() -> read(frame))));
    }

    @Test
    void switched() {
        toTheEnd(flux -> flux.switchMap(VideoFrames.reading(Schedulers.parallel(), VideoFrame::sequence)));
    }

    @Test
    void publishedOnAndCancelled() {
        cancelled(flux -> flux.publishOn(Schedulers.parallel(), 32));
    }

    @Test
    void buffered() {
        toTheEnd(flux -> flux.buffer(4)
                .map(list -> list.stream().map(OperatorsTest::read).toList()));
    }

    @Test
    void bufferedAndCancelled() {
        cancelled(flux -> flux.buffer(5).publishOn(Schedulers.parallel()).flatMapIterable(list -> list));
    }

    @Test
    void bufferedWithSkips() {
        toTheEnd(flux -> flux.buffer(2, 5)
                .map(list -> list.stream().map(OperatorsTest::read).toList()));
    }

    @Test
    void listsInQueues() {
        cancelled(flux -> flux.buffer(3).publishOn(Schedulers.parallel()));
    }

    @Test
    void latestForTheSlow() {
        cancelled(flux -> flux.onBackpressureLatest());
    }

    @Test
    void bufferedForTheSlow() {
        cancelled(flux -> flux.onBackpressureBuffer(1_000));
    }

    @Test
    void bufferedForTheSlowUntilTheBufferIsFull() {
        cancelled(flux -> flux.onBackpressureBuffer(4));
    }

    @Test
    void droppedForTheSlow() {
        cancelled(flux -> flux.onBackpressureDrop());
    }

    @Test
    void zipped() {
        toTheEnd(flux -> flux.zipWith(Flux.range(0, 10), (frame, i) -> read(frame)));
    }

    @Test
    void tuplesInQueues() {
        cancelled(flux -> Flux.zip(flux, Flux.range(0, 100)).publishOn(Schedulers.parallel()));
    }

    @Test
    void zippedWithSomethingThatNeverComes() {
        cancelled(flux -> flux.zipWith(Flux.never(), (frame, never) -> frame));
    }

    @Test
    void sampled() {
        toTheEnd(flux -> flux.sample(Duration.ofMillis(2)).map(OperatorsTest::read));
    }

    @Test
    void theFirstOfATime() {
        toTheEnd(flux -> flux.sampleFirst(Duration.ofMillis(2)).map(OperatorsTest::read));
    }

    @Test
    void limited() {
        cancelled(flux -> flux.limitRate(8));
    }

    @Test
    void windowed() {
        toTheEnd(flux -> flux.window(4).concatMap(window -> window.map(OperatorsTest::read)));
    }

    @Test
    void windowedAndCancelled() {
        cancelled(flux -> flux.window(4).flatMap(window -> window, 2, 2));
    }

    @Test
    void delayed() {
        cancelled(flux -> flux.delayElements(Duration.ofMillis(1)));
    }

    @Test
    void timedOut() {
        toTheEnd(flux -> flux.publishOn(Schedulers.parallel())
                .concatMap(frame -> Mono.<Long>never().doFinally(end -> frame.release()))
                .timeout(Duration.ofMillis(100)));
    }

    @Test
    void collected() {
        toTheEnd(flux -> flux.collectList()
                .map(list -> list.stream().map(OperatorsTest::read).toList())
                .flux());
    }

    @Test
    void collectedAndCancelled() {
        cancelled(flux -> flux.collectList().flux());
    }

    @Test
    void mergedWithAnError() {
        toTheEnd(flux -> Flux.merge(
                        flux.publishOn(Schedulers.parallel()),
                        Mono.<VideoFrame>error(new IllegalStateException("other"))
                                .delaySubscription(Duration.ofMillis(2)))
                .map(OperatorsTest::read));
    }

    @Test
    void discardingInsideOfDiscarding() {
        cancelled(flux -> flux.flatMap(
                frame -> VideoFrames.discarding(
                        Flux.just(frame).publishOn(Schedulers.parallel()).filter(f -> f.sequence() % 2 == 0)),
                4));
    }

    /** All that is demanded is delivered, and the queue is closed behind the last frame. */
    private void toTheEnd(Function<Flux<VideoFrame>, Flux<?>> pipeline) {
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
    private void cancelled(Function<Flux<VideoFrame>, Flux<?>> pipeline) {
        BaseSubscriber<Object> few = new BaseSubscriber<>() {
            @Override
            protected void hookOnSubscribe(org.reactivestreams.Subscription subscription) {
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
        few.cancel();
        queue.push(frames.next());
        assertThat(queue.counts().delivered()).isPositive();
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

    private static long read(VideoFrame frame) {
        try (frame) {
            return frame.sequence();
        }
    }

    private static void releaseAll(Object value) {
        if (value instanceof VideoFrame frame) {
            frame.release();
        } else if (value instanceof List<?> list) {
            list.forEach(OperatorsTest::releaseAll);
        } else if (value instanceof reactor.util.function.Tuple2<?, ?> pair) {
            releaseAll(pair.getT1());
        }
    }
}
