package io.decart4j.livekit;

import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.media.I420Buffer;
import io.decart4j.media.VideoFrame;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

class FramePumpTest {

    private final List<VideoFrame> made = new ArrayList<>();
    private final AtomicLong pushed = new AtomicLong();

    @Test
    void aFastSourceIsPacedAndEveryFrameReleased() {
        StepVerifier.withVirtualTime(
                        () -> pump(endless()).run(Sinks.<Void>empty().asMono()))
                .expectSubscription()
                .thenAwait(Duration.ofMillis(950))
                .thenCancel()
                .verify();

        assertThat(pushed.get()).isBetween(9L, 11L);
        assertThat(made).noneMatch(VideoFrame::isLive);
    }

    @Test
    void endsWithTheSourceOrItsError() {
        StepVerifier.withVirtualTime(
                        () -> pump(endless().take(2)).run(Sinks.<Void>empty().asMono()))
                .thenAwait(Duration.ofSeconds(1))
                .verifyComplete();
        StepVerifier.withVirtualTime(() -> pump(Flux.error(new IllegalStateException("no camera")))
                        .run(Sinks.<Void>empty().asMono()))
                .thenAwait(Duration.ofSeconds(1))
                .verifyErrorMessage("no camera");
    }

    @Test
    void theEndOfTheTrackCancelsTheSource() throws InterruptedException {
        Sinks.Empty<Void> end = Sinks.empty();
        CountDownLatch cancelled = new CountDownLatch(1);
        StepVerifier.withVirtualTime(
                        () -> pump(endless().doOnCancel(cancelled::countDown)).run(end.asMono()))
                .thenAwait(Duration.ofMillis(250))
                .then(end::tryEmitEmpty)
                .verifyComplete();

        assertThat(cancelled.await(10, TimeUnit.SECONDS)).isTrue();
        long before = pushed.get();
        assertThat(before).isPositive();
    }

    @Test
    void whatTheSourceOrTheSendingThrowsIsTheError() {
        StepVerifier.withVirtualTime(() -> new FramePump(
                                subscriber -> subscriber.onSubscribe(new Subscription() {
                                    @Override
                                    public void request(long n) {
                                        throw new NoClassDefFoundError("camera");
                                    }

                                    @Override
                                    public void cancel() {
                                        throw new NoClassDefFoundError("camera");
                                    }
                                }),
                                10,
                                frame -> {})
                        .run(Sinks.<Void>empty().asMono()))
                .thenAwait(Duration.ofSeconds(1))
                .verifyErrorSatisfies(e -> assertThat(e).hasCauseInstanceOf(NoClassDefFoundError.class));
        StepVerifier.withVirtualTime(() -> new FramePump(endless(), 10, frame -> {
                            throw new UnsatisfiedLinkError("encoder");
                        })
                        .run(Sinks.<Void>empty().asMono()))
                .thenAwait(Duration.ofSeconds(1))
                .verifyErrorSatisfies(e -> assertThat(e).hasCauseInstanceOf(UnsatisfiedLinkError.class));
        assertThat(made).noneMatch(VideoFrame::isLive);
    }

    private FramePump pump(Flux<VideoFrame> source) {
        return new FramePump(source, 10, frame -> {
            assertThat(frame.isLive()).isTrue();
            pushed.incrementAndGet();
        });
    }

    private Flux<VideoFrame> endless() {
        return Flux.generate(sink -> {
            VideoFrame frame = VideoFrame.of(I420Buffer.allocate(2, 2), 0);
            made.add(frame);
            sink.next(frame);
        });
    }
}
