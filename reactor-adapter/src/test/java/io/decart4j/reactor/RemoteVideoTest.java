package io.decart4j.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.error.FrameOverflowException;
import io.decart4j.frames.VideoFrames;
import io.decart4j.media.FrameBuffer;
import io.decart4j.media.FrameCounts;
import io.decart4j.media.I420Buffer;
import io.decart4j.media.VideoFrame;
import io.decart4j.reactor.internal.media.RemoteVideo;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import reactor.core.Disposable;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

/** Remote frames on their way to those who read them: numbers, choices for the slow, and what is counted. */
class RemoteVideoTest {

    private static VideoFrame frame(long sequence) {
        return VideoFrame.of(I420Buffer.allocate(4, 4), 0, 0, sequence);
    }

    @Test
    void numbersGrowOverConnectionsAndAGapIsWhatWasMissed() {
        RemoteVideo remote = new RemoteVideo();
        StepVerifier.create(remote.read(FrameBuffer.bounded(10), VideoFrame::sequence))
                .then(() -> {
                    Consumer<VideoFrame> first = remote.reception();
                    first.accept(frame(0));
                    first.accept(frame(3));
                    Consumer<VideoFrame> second = remote.reception();
                    second.accept(frame(0));
                    first.accept(frame(4)); // late, of the connection before
                    second.accept(frame(1));
                })
                .expectNext(0L, 3L, 4L, 5L, 6L)
                .then(remote::close)
                .expectComplete()
                .verify(Studio.PATIENCE);
        assertThat(remote.received()).isEqualTo(7);
        assertThat(remote.dropped()).isEqualTo(2);
        assertThat(remote.counts()).isEqualTo(new FrameCounts(5, 5, 0, 0));
    }

    @Test
    void aReaderThatThrowsALinkageErrorIsToldAndNobodyElseNotices() {
        RemoteVideo remote = new RemoteVideo();
        VideoFrame first = frame(0);
        StepVerifier.create(remote.read(FrameBuffer.bounded(10), VideoFrame::sequence))
                .then(() -> StepVerifier.create(remote.<Long>read(FrameBuffer.latest(), frame -> {
                            throw new NoClassDefFoundError("awt");
                        }))
                        .then(() -> remote.reception().accept(first))
                        .expectError(NoClassDefFoundError.class)
                        .verify(Studio.PATIENCE))
                .expectNext(0L)
                .then(() -> remote.reception().accept(frame(0)))
                .expectNext(1L)
                .then(remote::close)
                .expectComplete()
                .verify(Studio.PATIENCE);
        assertThat(first.isLive()).isFalse();
    }

    @Test
    void aSlowReaderMayBeToldInsteadOfMissingFrames() {
        try (Studio studio = new Studio()) {
            RealtimeSession session = studio.connect(studio.options());
            StepVerifier.create(session.retainedVideo(FrameBuffer.bounded(3).failing()), 0)
                    .expectErrorSatisfies(e -> assertThat(e).isInstanceOf(FrameOverflowException.class))
                    .verify(Studio.PATIENCE);
            FrameCounts counts = session.frameCounts();
            assertThat(counts.dropped()).isOne();
            assertThat(counts.discarded()).isGreaterThanOrEqualTo(3);
            assertThat(counts.waiting()).isZero();
            session.disconnect().block(Studio.PATIENCE);
        }
    }

    @Test
    void aSlowReaderSeesTheGapAndEveryFrameIsAccountedFor() {
        try (Studio studio = new Studio()) {
            RealtimeSession session = studio.connect(studio.options());
            List<Long> seen = Objects.requireNonNull(session.video(VideoFrame::sequence)
                    .delayElements(Duration.ofMillis(200))
                    .limitRate(1)
                    .take(5)
                    .collectList()
                    .block(Studio.PATIENCE));
            assertThat(seen).isSorted().doesNotHaveDuplicates();
            assertThat(seen.get(4) - seen.get(0)).isGreaterThan(4);
            session.disconnect().block(Studio.PATIENCE);
            FrameCounts counts = session.frameCounts();
            assertThat(counts.dropped()).isPositive();
            assertThat(counts.delivered()).isGreaterThanOrEqualTo(5);
            assertThat(counts.waiting()).isZero();
            assertThat(session.counters().remoteFramesDropped()).isGreaterThanOrEqualTo(counts.dropped());
        }
    }

    @Test
    void aSampleIsSlowerThanTheVideo() {
        try (Studio studio = new Studio()) {
            RealtimeSession session = studio.connect(studio.options());
            session.video(FrameBuffer.latest().sample(3), VideoFrame::sequence)
                    .take(4)
                    .blockLast(Studio.PATIENCE);
            FrameCounts counts = session.frameCounts();
            assertThat(counts.delivered()).isEqualTo(4);
            // Of fifteen frames a second at least two between two samples, and a slow machine sends fewer.
            assertThat(counts.dropped()).isGreaterThan(counts.delivered());
            session.disconnect().block(Studio.PATIENCE);
        }
    }

    @Test
    void numbersGoOnAfterAReconnect() {
        try (Studio studio = new Studio()) {
            RealtimeSession session = studio.connect(studio.options().reconnect(Studio.QUICK));
            String id = session.sessionId().orElseThrow();
            List<Long> seen = Objects.requireNonNull(session.video(FrameBuffer.bounded(100), frame -> frame.sequence())
                    .doOnNext(number -> {
                        if (number == 5) {
                            studio.server.faults().drop();
                        }
                    })
                    .takeUntil(number ->
                            number > 10 && !session.sessionId().orElseThrow().equals(id))
                    .collectList()
                    .block(Studio.PATIENCE));
            assertThat(seen).isSorted().doesNotHaveDuplicates();
            session.disconnect().block(Studio.PATIENCE);
        }
    }

    /** Without Reactor's {@code publishOn}, which may lose its queue when it is cancelled: {@code VideoFrames.discarding}. */
    @Test
    void aPipelineThatIsCancelledAtAnyMomentLeavesNothing() {
        try (Studio studio = new Studio()) {
            RealtimeSession session = studio.connect(studio.options());
            Studio.awaitPicture(session, Studio::isUnchanged);
            for (int i = 0; i < 100; i++) {
                Disposable pipeline = session.retainedVideo(FrameBuffer.bounded(4))
                        .filter(frame -> frame.sequence() % 5 != 0)
                        .map(frame -> frame)
                        .flatMap(VideoFrames.reading(Schedulers.boundedElastic(), Studio::patches), 2)
                        .take(4)
                        .as(VideoFrames::discarding)
                        .subscribe();
                Mono.delay(Duration.ofNanos(ThreadLocalRandom.current()
                                .nextLong(Duration.ofMillis(150).toNanos())))
                        .block(Studio.PATIENCE);
                pipeline.dispose();
            }
            FrameCounts counts = session.frameCounts();
            assertThat(counts.delivered()).isPositive();
            assertThat(counts.waiting()).isZero();
            session.disconnect().block(Studio.PATIENCE);
        }
    }

    @Test
    void twoReadersAreCountedTogether() {
        RemoteVideo remote = new RemoteVideo();
        Consumer<VideoFrame> connection = remote.reception();
        BaseSubscriber<VideoFrame> slow = new BaseSubscriber<>() {
            @Override
            protected void hookOnSubscribe(Subscription subscription) {
                // asks for nothing
            }
        };
        remote.retained(FrameBuffer.latest()).subscribe(slow);
        StepVerifier.create(remote.read(FrameBuffer.latest(), VideoFrame::sequence))
                .then(() -> connection.accept(frame(0)))
                .expectNext(0L)
                .then(() -> connection.accept(frame(1)))
                .expectNext(1L)
                .thenCancel()
                .verify(Studio.PATIENCE);
        slow.cancel();
        assertThat(remote.counts()).isEqualTo(new FrameCounts(4, 2, 1, 1));
    }

    @Test
    void whoComesWhenItIsOverIsCompleted() {
        RemoteVideo remote = new RemoteVideo();
        remote.close();
        StepVerifier.create(Flux.from(remote.retained(FrameBuffer.latest())))
                .expectComplete()
                .verify(Studio.PATIENCE);
    }
}
