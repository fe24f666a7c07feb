package io.decart4j.webrtc;

import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.media.I420Buffer;
import io.decart4j.media.VideoFrame;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

/** Every frame is released exactly once (a second release throws), whoever ends the stream and when. */
class LatestFramesTest {

    private final LatestFrames frames = new LatestFrames();
    private final AtomicInteger live = new AtomicInteger();

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
            LatestFrames raced = new LatestFrames();
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
