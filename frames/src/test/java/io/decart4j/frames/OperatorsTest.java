package io.decart4j.frames;

import io.decart4j.media.VideoFrame;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

/** Whatever operator a frame is lost in, its native reference is given back once. */
class OperatorsTest extends PipelineRuns {

    @AfterEach
    void eachFrameIsReleasedOnce() {
        frames.assertEachReleasedOnce();
    }

    @Test
    void consumed() {
        toTheEnd(flux -> flux.map(PipelineRuns::read));
    }

    @Test
    void filtered() {
        toTheEnd(flux -> flux.filter(frame -> frame.sequence() % 2 == 0).map(PipelineRuns::read));
    }

    @Test
    void distinct() {
        toTheEnd(
                flux -> flux.distinctUntilChanged(frame -> frame.sequence() / 4).map(PipelineRuns::read));
    }

    @Test
    void skipped() {
        toTheEnd(flux -> flux.skip(5).skipLast(5).map(PipelineRuns::read));
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
                .map(PipelineRuns::read));
    }

    @Test
    void anErrorBehindTheQueueOfAnOperator() {
        toTheEnd(flux -> flux.publishOn(Schedulers.parallel(), 16)
                .map(PipelineRuns::read)
                .doOnNext(number -> {
                    if (number == 3) {
                        throw new IllegalStateException("later");
                    }
                }));
    }

    @Test
    void taken() {
        toTheEnd(flux -> flux.take(5).map(PipelineRuns::read));
    }

    @Test
    void takenFromAQueue() {
        toTheEnd(flux -> flux.publishOn(Schedulers.parallel()).take(5).map(PipelineRuns::read));
    }

    @Test
    void takenUntil() {
        toTheEnd(flux -> flux.takeUntil(frame -> frame.sequence() > 5).map(PipelineRuns::read));
    }

    @Test
    void theFirstOnly() {
        toTheEnd(flux -> flux.next().map(PipelineRuns::read).flux());
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
        toTheEnd(flux ->
                flux.buffer(4).map(list -> list.stream().map(PipelineRuns::read).toList()));
    }

    @Test
    void bufferedAndCancelled() {
        cancelled(flux -> flux.buffer(5).publishOn(Schedulers.parallel()).flatMapIterable(list -> list));
    }

    @Test
    void bufferedWithSkips() {
        toTheEnd(flux -> flux.buffer(2, 5)
                .map(list -> list.stream().map(PipelineRuns::read).toList()));
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
        toTheEnd(flux -> flux.sample(Duration.ofMillis(2)).map(PipelineRuns::read));
    }

    @Test
    void theFirstOfATime() {
        toTheEnd(flux -> flux.sampleFirst(Duration.ofMillis(2)).map(PipelineRuns::read));
    }

    @Test
    void limited() {
        cancelled(flux -> flux.limitRate(8));
    }

    @Test
    void windowed() {
        toTheEnd(flux -> flux.window(4).concatMap(window -> window.map(PipelineRuns::read)));
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
        // A Mono that was made for a frame and is never subscribed cannot release it.
        Sinks.Empty<Void> reading = Sinks.empty();
        toTheEnd(flux -> flux.concatMap(frame -> Mono.<Long>never()
                        .doFinally(end -> frame.release())
                        .doOnSubscribe(begun -> reading.tryEmitEmpty()))
                .timeout(reading.asMono().publishOn(Schedulers.parallel())));
    }

    @Test
    void collected() {
        toTheEnd(flux -> flux.collectList()
                .map(list -> list.stream().map(PipelineRuns::read).toList())
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
                                .delaySubscription(delivered()))
                .map(PipelineRuns::read));
    }

    /** Hidden, because publishOn of a plain value loses it when it is cancelled before its turn. */
    @Test
    void discardingInsideOfDiscarding() {
        cancelled(flux -> flux.flatMap(
                frame -> VideoFrames.discarding(
                        Flux.just(frame).hide().publishOn(Schedulers.parallel()).filter(f -> f.sequence() % 2 == 0)),
                4));
    }
}
