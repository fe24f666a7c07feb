package io.decart4j.frames;

import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.media.VideoFrame;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import reactor.test.publisher.TestPublisher;

/** One source for several: a reference each, and no more asked for than wanted. */
class SharedVideoTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final TrackedFrames frames = new TrackedFrames();
    private final AtomicInteger subscriptions = new AtomicInteger();

    @AfterEach
    void eachFrameIsReleasedOnce() {
        frames.assertEachReleasedOnce();
    }

    private static long read(VideoFrame frame) {
        try (frame) {
            return frame.sequence();
        }
    }

    @Test
    void everySubscriberGetsAReferenceOfItsOwn() {
        TestPublisher<VideoFrame> source = TestPublisher.create();
        Flux<VideoFrame> shared = VideoFrames.shared(source.flux());
        AtomicInteger other = new AtomicInteger();
        var second = shared.subscribe(frame -> {
            frame.release();
            other.incrementAndGet();
        });
        StepVerifier.create(shared.map(SharedVideoTest::read))
                .then(() -> source.next(frames.next()))
                .expectNext(0L)
                .then(() -> source.next(frames.next()))
                .expectNext(1L)
                .then(source::complete)
                .expectComplete()
                .verify(PATIENCE);
        Flux.interval(Duration.ofMillis(1))
                .takeUntil(tick -> second.isDisposed())
                .blockLast(PATIENCE);
        assertThat(other.get()).isBetween(1, 2);
    }

    @Test
    void aPullSourceIsAskedForOneFrameAtATimeByWhoeverWaits() {
        AtomicInteger asked = new AtomicInteger();
        Flux<VideoFrame> shared =
                VideoFrames.shared(Mono.fromCallable(frames::next).repeat().doOnRequest(n -> {
                    assertThat(n).isOne();
                    asked.incrementAndGet();
                }));
        StepVerifier.create(shared.map(SharedVideoTest::read), 0)
                .thenRequest(2)
                .expectNext(0L, 1L)
                .then(() -> assertThat(asked).hasValue(2))
                .thenRequest(1)
                .expectNext(2L)
                .then(() -> assertThat(asked).hasValue(3))
                .thenCancel()
                .verify(PATIENCE);
        assertThat(frames.made()).isEqualTo(3);
    }

    @Test
    void aSlowSubscriberGetsTheNewestAndHoldsNobodyBack() {
        TestPublisher<VideoFrame> source = TestPublisher.create();
        Flux<VideoFrame> shared = VideoFrames.shared(source.flux());
        StepVerifier.create(shared.map(SharedVideoTest::read), 0)
                .then(() -> StepVerifier.create(shared.map(SharedVideoTest::read))
                        .then(() -> source.next(frames.next()))
                        .expectNext(0L)
                        .then(() -> source.next(frames.next()))
                        .expectNext(1L)
                        .thenCancel()
                        .verify(PATIENCE))
                .thenRequest(1)
                .expectNext(1L)
                .thenCancel()
                .verify(PATIENCE);
        source.assertCancelled();
    }

    @Test
    void theLastToLeaveCancelsAndTheNextBeginsAnew() {
        Flux<VideoFrame> shared = VideoFrames.shared(Mono.fromCallable(frames::next)
                .repeat()
                .doOnSubscribe(subscription -> subscriptions.incrementAndGet()));
        shared.take(3).doOnNext(VideoFrame::release).blockLast(PATIENCE);
        assertThat(subscriptions).hasValue(1);
        shared.take(3).doOnNext(VideoFrame::release).blockLast(PATIENCE);
        assertThat(subscriptions).hasValue(2);
    }

    @Test
    void aReaderThatThrowsALinkageErrorIsToldAndTheOthersGoOn() {
        TestPublisher<VideoFrame> source = TestPublisher.create();
        Flux<VideoFrame> shared = VideoFrames.shared(source.flux());
        StepVerifier.create(shared.map(SharedVideoTest::read))
                .then(() -> StepVerifier.create(shared.<Integer>handle((frame, sink) -> {
                            frame.release();
                            throw new NoClassDefFoundError("awt");
                        }))
                        .then(() -> source.next(frames.next()))
                        .expectError(NoClassDefFoundError.class)
                        .verify(PATIENCE))
                .expectNext(0L)
                .then(() -> source.next(frames.next()))
                .expectNext(1L)
                .thenCancel()
                .verify(PATIENCE);
    }

    @Test
    void whatTheSourceThrowsWhenItIsAskedIsItsError() {
        AtomicInteger asked = new AtomicInteger();
        Flux<VideoFrame> shared = VideoFrames.shared(subscriber -> subscriber.onSubscribe(new Subscription() {
            @Override
            public void request(long n) {
                if (asked.incrementAndGet() == 2) {
                    throw new NoClassDefFoundError("camera");
                }
                subscriber.onNext(frames.next());
            }

            @Override
            public void cancel() {
                throw new IllegalStateException("camera");
            }
        }));
        StepVerifier.create(shared.map(SharedVideoTest::read))
                .expectNext(0L)
                .expectError(NoClassDefFoundError.class)
                .verify(PATIENCE);
        StepVerifier.create(shared, 0).thenCancel().verify(PATIENCE);
    }

    @Test
    void anErrorEndsEverybodyOnce() {
        TestPublisher<VideoFrame> source = TestPublisher.create();
        Flux<VideoFrame> shared = VideoFrames.shared(source.flux());
        CountDownLatch failed = new CountDownLatch(2);
        for (int i = 0; i < 2; i++) {
            shared.subscribe(VideoFrame::release, error -> failed.countDown());
        }
        source.next(frames.next());
        source.error(new IllegalStateException("camera"));
        StepVerifier.create(Mono.fromCallable(() -> failed.await(10, TimeUnit.SECONDS)))
                .expectNext(true)
                .verifyComplete();
    }
}
