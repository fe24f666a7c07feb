package io.decart4j.frames;

import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.error.FrameOverflowException;
import io.decart4j.flow.WallClockSteps;
import io.decart4j.media.FrameBuffer;
import io.decart4j.media.FrameCounts;
import io.decart4j.media.I420Buffer;
import io.decart4j.media.VideoFrame;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

/** Every frame is released exactly once (a second release throws), whoever ends the stream and when. */
class FrameQueueTest {

    private final FrameQueue frames = new FrameQueue();
    private final AtomicInteger live = new AtomicInteger();

    @Test
    void whoTakesEachFrameEndsAsTheQueueDoes() {
        FrameQueue failing = new FrameQueue();
        StepVerifier.create(failing.each(VideoFrame::release))
                .then(() -> failing.fail(new IllegalStateException("gone")))
                .verifyErrorMessage("gone");
        FrameQueue closing = new FrameQueue();
        closing.close();
        StepVerifier.create(closing.each(VideoFrame::release)).verifyComplete();
    }

    @Test
    void theNewestWaitsForDemandAndTheSkippedAreCounted() {
        StepVerifier.create(frames, 0)
                .then(() -> {
                    frames.push(frame(1));
                    frames.push(frame(2));
                    frames.push(frame(3));
                })
                .thenRequest(1)
                .assertNext(frame -> {
                    assertThat(frame.timestampNanos()).isEqualTo(3);
                    frame.release();
                })
                .then(() -> frames.push(frame(4)))
                .then(frames::close)
                .expectComplete()
                .verify(Duration.ofSeconds(10));

        assertThat(frames.dropped()).isEqualTo(2);
        assertThat(live).hasValue(0);
    }

    @Test
    void withoutASubscriberFramesAreReleasedAndNotCounted() {
        frames.push(frame(1));
        StepVerifier.create(frames, 0)
                .then(() -> frames.push(frame(2)))
                .thenCancel()
                .verify(Duration.ofSeconds(10));
        frames.push(frame(3));
        frames.close();
        frames.push(frame(4));

        assertThat(frames.dropped()).isZero();
        assertThat(live).hasValue(0);
    }

    /** Reactor throws it through everything, as if it were the end of the JVM. */
    @Test
    void aReaderThatThrowsALinkageErrorIsToldAndTheNextOneIsServed() {
        StepVerifier.create(frames.<Integer>handle((frame, sink) -> {
                    frame.release();
                    frames.push(frame(2)); // waits when the reader fails
                    throw new NoClassDefFoundError("awt");
                }))
                .then(() -> frames.push(frame(1)))
                .expectError(NoClassDefFoundError.class)
                .verify(Duration.ofSeconds(10));
        assertThat(live).hasValue(0);
        StepVerifier.create(frames)
                .then(() -> frames.push(frame(3)))
                .assertNext(VideoFrame::release)
                .then(frames::close)
                .expectComplete()
                .verify(Duration.ofSeconds(10));
        assertThat(live).hasValue(0);
    }

    @Test
    void aSamplingReaderThatThrowsIsToldToo() {
        FrameQueue sampled = new FrameQueue(FrameBuffer.latest().sample(5));
        StepVerifier.create(sampled.<Integer>handle((frame, sink) -> {
                    frame.release();
                    throw new ExceptionInInitializerError("imageio");
                }))
                .then(() -> sampled.push(frame(1)))
                .expectError(ExceptionInInitializerError.class)
                .verify(Duration.ofSeconds(10));
        assertThat(live).hasValue(0);
    }

    @Test
    void aSubscriberMayStayUntilOneFrameAndComeAgain() {
        for (int i = 0; i < 100; i++) {
            int number = i;
            StepVerifier.create(frames.take(1))
                    .then(() -> frames.push(frame(number)))
                    .assertNext(VideoFrame::release)
                    .expectComplete()
                    .verify(Duration.ofSeconds(10));
        }
        assertThat(live).hasValue(0);
    }

    @Test
    void cancelsAndClosesRaceWithFrames() throws InterruptedException {
        for (int round = 0; round < 200; round++) {
            FrameQueue raced = new FrameQueue();
            CountDownLatch produced = new CountDownLatch(1);
            Thread producer = new Thread(() -> {
                for (int i = 0; i < 500; i++) {
                    raced.push(frame(i));
                }
                produced.countDown();
            });
            CountDownLatch ended = new CountDownLatch(1);
            var subscription = Flux.from(raced)
                    .doFinally(signal -> ended.countDown())
                    .subscribe(frame -> {
                        frame.release();
                    });
            producer.start();
            if (ThreadLocalRandom.current().nextBoolean()) {
                subscription.dispose();
            } else {
                raced.close();
            }
            assertThat(produced.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
            producer.join();
        }
        // A cancel does not wait for the frame that is being delivered at that moment.
        Flux.interval(Duration.ofMillis(1)).takeUntil(tick -> live.get() == 0).blockLast(Duration.ofSeconds(10));
    }

    @Test
    void aBoundedQueueDropsTheOldest() {
        FrameQueue bounded = new FrameQueue(FrameBuffer.bounded(2));
        StepVerifier.create(bounded.map(FrameQueueTest::timestamp), 0)
                .then(() -> {
                    for (int i = 1; i <= 5; i++) {
                        bounded.push(frame(i));
                    }
                })
                .thenRequest(1)
                .expectNext(4L)
                .thenRequest(1)
                .expectNext(5L)
                .then(() -> {
                    bounded.push(frame(6));
                    bounded.push(frame(7));
                })
                .thenCancel()
                .verify(Duration.ofSeconds(10));

        assertThat(bounded.counts()).isEqualTo(new FrameCounts(7, 2, 3, 2));
        assertThat(live).hasValue(0);
    }

    @Test
    void aStrictQueueFailsItsSubscriberWhenItIsFull() {
        FrameQueue strict = new FrameQueue(FrameBuffer.bounded(2).failing());
        StepVerifier.create(strict.map(FrameQueueTest::timestamp), 1)
                .then(() -> strict.push(frame(1)))
                .expectNext(1L)
                .then(() -> {
                    strict.push(frame(2));
                    strict.push(frame(3));
                    strict.push(frame(4));
                    strict.push(frame(5));
                })
                .expectErrorSatisfies(e -> assertThat(e)
                        .isInstanceOfSatisfying(
                                FrameOverflowException.class,
                                full -> assertThat(full.capacity()).isEqualTo(2)))
                .verify(Duration.ofSeconds(10));

        FrameCounts counts = strict.counts();
        assertThat(counts.delivered()).isOne();
        assertThat(counts.dropped()).isOne();
        assertThat(counts.discarded()).isGreaterThanOrEqualTo(2);
        assertThat(counts.waiting()).isZero();
        assertThat(live).hasValue(0);
    }

    @Test
    void aSampleKeepsItsRateAlthoughFramesComeALittleEarlyOrLate() {
        FrameSlots slots = new FrameSlots(FrameBuffer.bounded(100).sample(10));
        for (int i = 0; i < 90; i++) {
            double jitter = (i * 7 % 5 - 2) * 4.0;
            slots.offer(frame(i), Math.round((i * 1000 / 30.0 + jitter) * 1_000_000));
        }
        // Ten of thirty frames a second, for three seconds.
        assertThat(slots.counts().waiting()).isBetween(29L, 31L);
        // After a pause there is no burst.
        long before = slots.counts().waiting();
        for (int i = 0; i < 3; i++) {
            slots.offer(frame(100 + i), 60_000_000_000L + i * 33_000_000L);
        }
        assertThat(slots.counts().waiting()).isEqualTo(before + 1);
        assertThat(slots.close()).isTrue();
        assertThat(slots.close()).isFalse();
        assertThat(live).hasValue(0);
    }

    @Test
    void aSampleGoesOnWhenTheWallClockIsSetBack() {
        FrameQueue sampled = new FrameQueue(FrameBuffer.latest().sample(100));
        try (WallClockSteps clock = new WallClockSteps()) {
            Disposable source = Flux.interval(Duration.ofMillis(1)).subscribe(number -> sampled.push(frame(number)));
            StepVerifier.create(sampled.map(FrameQueueTest::timestamp))
                    .expectNextCount(2)
                    .then(() -> clock.back(Duration.ofHours(1)))
                    .expectNextCount(5)
                    .thenCancel()
                    .verify(Duration.ofSeconds(10));
            source.dispose();
        }
    }

    @Test
    void aQueueThatFailsEndsItsSubscriberAndTheNext() {
        StepVerifier.create(frames)
                .then(() -> frames.fail(new IllegalStateException("over")))
                .expectErrorMessage("over")
                .verify(Duration.ofSeconds(10));
        StepVerifier.create(frames).expectErrorMessage("over").verify(Duration.ofSeconds(10));
    }

    private static long timestamp(VideoFrame frame) {
        try (frame) {
            return frame.timestampNanos();
        }
    }

    private VideoFrame frame(long timestamp) {
        live.incrementAndGet();
        return VideoFrame.of(new Counted(live), timestamp);
    }

    private record Counted(AtomicInteger live) implements I420Buffer {

        private static final ByteBuffer PLANE = ByteBuffer.allocate(1);

        @Override
        public int width() {
            return 1;
        }

        @Override
        public int height() {
            return 1;
        }

        @Override
        public ByteBuffer y() {
            return PLANE;
        }

        @Override
        public ByteBuffer u() {
            return PLANE;
        }

        @Override
        public ByteBuffer v() {
            return PLANE;
        }

        @Override
        public int strideY() {
            return 1;
        }

        @Override
        public int strideU() {
            return 1;
        }

        @Override
        public int strideV() {
            return 1;
        }

        @Override
        public void free() {
            live.decrementAndGet();
        }
    }
}
