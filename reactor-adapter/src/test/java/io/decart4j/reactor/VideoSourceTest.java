package io.decart4j.reactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.decart4j.error.CommandException;
import io.decart4j.error.InvalidOptionException;
import io.decart4j.error.MediaException;
import io.decart4j.event.SessionEvent;
import io.decart4j.frames.VideoFrames;
import io.decart4j.media.I420Buffer;
import io.decart4j.media.VideoFrame;
import io.decart4j.media.source.TestPattern;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** What the caller's sources may do, over a real connection. */
class VideoSourceTest {

    private static Flux<VideoFrame> plain(int luma) {
        return Flux.interval(Duration.ofMillis(30))
                .onBackpressureDrop()
                .map(tick -> solid(Studio.SMALL.width(), Studio.SMALL.height(), luma));
    }

    private static VideoFrame solid(int width, int height, int luma) {
        I420Buffer buffer = I420Buffer.allocate(width, height);
        fill(buffer.y(), luma);
        fill(buffer.u(), 128);
        fill(buffer.v(), 128);
        return VideoFrame.of(buffer, 0);
    }

    private static void fill(java.nio.ByteBuffer plane, int value) {
        for (int i = 0; i < plane.capacity(); i++) {
            plane.put(i, (byte) value);
        }
    }

    private static boolean isNear(VideoFrame frame, int luma) {
        int at = frame.height() / 2 * frame.strideY() + frame.width() / 2;
        return Math.abs((frame.y().get(at) & 0xff) - luma) < 12;
    }

    private static void awaitLuma(RealtimeSession session, int luma) {
        assertThat(session.video(frame -> isNear(frame, luma))
                        .filter(near -> near)
                        .blockFirst(Studio.PATIENCE))
                .isTrue();
    }

    @Test
    void aSourceIsReplacedLiveWithoutANewNegotiation() {
        try (Studio studio = new Studio()) {
            AtomicBoolean cancelled = new AtomicBoolean();
            RealtimeSession session =
                    studio.connect(studio.options().video(plain(60).doOnCancel(() -> cancelled.set(true))));
            awaitLuma(session, 60);
            String id = session.sessionId().orElseThrow();
            List<Long> gaps = Objects.requireNonNull(session.video(frame -> isNear(frame, 200))
                    .doOnSubscribe(s -> session.replaceVideo(plain(200)).subscribe())
                    .takeUntil(near -> near)
                    .elapsed()
                    .map(timed -> timed.getT1())
                    .collectList()
                    .block(Studio.PATIENCE));
            assertThat(cancelled).isTrue();
            assertThat(session.sessionId()).contains(id);
            assertThat(session.isConnected()).isTrue();
            // A new negotiation and a key frame would take longer, and a source that is not asked would be seen never.
            assertThat(gaps).isNotEmpty().allMatch(millis -> millis < 1_500);
            session.disconnect().block(Studio.PATIENCE);
            assertThatThrownBy(() -> session.replaceVideo(plain(60)).block(Studio.PATIENCE))
                    .isInstanceOf(CommandException.class);
        }
    }

    @Test
    void withoutVideoThereIsNoneToReplace() {
        try (Studio studio = new Studio()) {
            RealtimeSession session =
                    studio.client.realtime().session(Studio.direct().build());
            assertThatThrownBy(() -> session.replaceVideo(plain(60)).block(Studio.PATIENCE))
                    .isInstanceOfSatisfying(
                            InvalidOptionException.class,
                            e -> assertThat(e.option()).isEqualTo("video"));
        }
    }

    @Test
    void aSourceThatFailsIsAnEventAndTheSessionGoesOn() {
        try (Studio studio = new Studio()) {
            RealtimeSession session = studio.connect(studio.options()
                    .video(Flux.concat(plain(60).take(3), Mono.error(new IllegalStateException("camera")))));
            SessionEvent.ErrorOccurred event = Objects.requireNonNull(
                    session.events().ofType(SessionEvent.ErrorOccurred.class).blockFirst(Studio.PATIENCE));
            assertThat(event.error())
                    .isInstanceOf(MediaException.class)
                    .hasMessage("The video source failed: IllegalStateException: camera");
            session.setPrompt("noir").block(Studio.PATIENCE);
            session.replaceVideo(plain(120)).block(Studio.PATIENCE);
            awaitLuma(session, 120);
            session.disconnect().block(Studio.PATIENCE);
        }
    }

    /** Reactor would let the error through to whoever cancels. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aSourceWhoseCancelThrowsDoesNotKeepTheSession(boolean linkage) {
        try (Studio studio = new Studio()) {
            RealtimeSession session = studio.connect(studio.options()
                    .video(Flux.<VideoFrame>create(sink -> sink.onDispose(() -> {
                        if (linkage) {
                            throw new NoClassDefFoundError("camera");
                        }
                        throw new IllegalStateException("camera");
                    }))));
            Mono<List<SessionEvent>> events = session.events().collectList().cache();
            events.subscribe();
            session.replaceVideo(plain(200)).block(Studio.PATIENCE);
            awaitLuma(session, 200);
            session.disconnect().block(Studio.PATIENCE);
            assertThat(events.block(Studio.PATIENCE)).last().isInstanceOf(SessionEvent.Ended.class);
            assertThat(session.video(frame -> 1).count().block(Studio.PATIENCE)).isZero();
        }
    }

    @Test
    void aFrameThatCannotBeSentIsAnEventAndNoFailureOfTheConnection() {
        try (Studio studio = new Studio()) {
            RealtimeSession session = studio.connect(studio.options()
                    .video(Mono.fromCallable(() -> solid(1, 1, 60)).concatWith(Mono.never())));
            SessionEvent.ErrorOccurred told = Objects.requireNonNull(
                    session.events().ofType(SessionEvent.ErrorOccurred.class).blockFirst(Studio.PATIENCE));
            assertThat(told.error())
                    .hasMessageStartingWith("The video source failed: IllegalArgumentException: ")
                    .hasMessageContaining("2");
            assertThat(session.counters().localFramesDropped()).isOne();
            assertThat(studio.server.sessions()).hasSize(1);
            session.disconnect().block(Studio.PATIENCE);
        }
    }

    /** Subscribed now, and kept. */
    private static Mono<Boolean> near200(RealtimeSession session) {
        Mono<Boolean> seen = session.video(frame -> isNear(frame, 200))
                .filter(near -> near)
                .next()
                .cache();
        seen.subscribe();
        return seen;
    }

    @Test
    void aStillSourceIsSeenAfterAReconnect() {
        try (Studio studio = new Studio()) {
            RealtimeSession session = studio.client
                    .realtime()
                    .session(studio.options()
                            .video(Mono.fromCallable(() -> solid(Studio.SMALL.width(), Studio.SMALL.height(), 200))
                                    .concatWith(Mono.never()))
                            .build());
            // Its one frame may be back before connect() has returned.
            Mono<Boolean> first = near200(session);
            session.connect().block(Studio.PATIENCE);
            assertThat(first.block(Studio.PATIENCE)).isTrue();
            Mono<SessionEvent> again = session.events()
                    .filter(event -> event instanceof SessionEvent.Reconnecting)
                    .next()
                    .cache();
            again.subscribe();
            long received = session.counters().framesReceived();
            studio.server.faults().drop();
            again.block(Studio.PATIENCE);
            Flux.interval(Duration.ofMillis(10))
                    .takeUntil(tick -> session.counters().framesReceived() > received)
                    .blockLast(Studio.PATIENCE);
            assertThat(session.counters().framesSent()).isEqualTo(2);
            session.disconnect().block(Studio.PATIENCE);
        }
    }

    @Test
    void aFrameThatWasReleasedAlreadyIsAnEventToo() {
        try (Studio studio = new Studio()) {
            VideoFrame gone = solid(16, 16, 60);
            gone.release();
            RealtimeSession session =
                    studio.connect(studio.options().video(Mono.just(gone).delayElement(Duration.ofMillis(100))));
            assertThat(session.events().ofType(SessionEvent.ErrorOccurred.class).blockFirst(Studio.PATIENCE))
                    .isNotNull();
            session.disconnect().block(Studio.PATIENCE);
        }
    }

    @Test
    void aSourceThatNeverEmitsHoldsNothingBack() {
        try (Studio studio = new Studio()) {
            RealtimeSession session = studio.connect(studio.options().video(Flux.never()));
            session.setPrompt("noir").block(Studio.PATIENCE);
            assertThat(session.counters().framesSent()).isZero();
            session.disconnect().block(Studio.PATIENCE);
        }
    }

    /** The thread runs as fast as it can, for at least 10 000 frames, and asks nobody. */
    @Test
    void aFloodIsDroppedAndCounted() {
        try (Studio studio = new Studio()) {
            Flood flood = new Flood(20_000);
            RealtimeSession session = studio.connect(studio.options().video(flood));
            Flux.interval(Duration.ofMillis(10))
                    .takeUntil(tick -> flood.done.get())
                    .blockLast(Studio.PATIENCE);
            MediaCounters counters = session.counters();
            assertThat(counters.framesSent() + counters.localFramesDropped()).isEqualTo(20_000);
            assertThat(counters.localFramesDropped()).isGreaterThan(counters.framesSent());
            assertThat(flood.failure).hasValue(0);
            session.setPrompt("noir").block(Studio.PATIENCE);
            session.disconnect().block(Studio.PATIENCE);
        }
    }

    @Test
    void severalSessionsShareASource() {
        try (Studio studio = new Studio()) {
            AtomicInteger subscriptions = new AtomicInteger();
            AtomicLong made = new AtomicLong();
            Flux<VideoFrame> camera = VideoFrames.shared(
                    TestPattern.frames(Studio.SMALL.width(), Studio.SMALL.height(), Studio.SMALL.fps())
                            .doOnSubscribe(s -> subscriptions.incrementAndGet())
                            .doOnNext(frame -> made.incrementAndGet()));
            RealtimeSession one = studio.connect(studio.options().video(camera));
            RealtimeSession other = studio.connect(studio.options().video(camera));
            Studio.awaitPicture(one, Studio::isUnchanged);
            Studio.awaitPicture(other, Studio::isUnchanged);
            one.disconnect().block(Studio.PATIENCE);
            Studio.awaitPicture(other, Studio::isUnchanged);
            other.disconnect().block(Studio.PATIENCE);
            assertThat(subscriptions).hasValue(1);
        }
    }

    private static final class Flood implements Publisher<VideoFrame> {
        private final int frames;
        private final AtomicBoolean done = new AtomicBoolean();
        private final AtomicInteger failure = new AtomicInteger();

        Flood(int frames) {
            this.frames = frames;
        }

        @Override
        public void subscribe(Subscriber<? super VideoFrame> subscriber) {
            subscriber.onSubscribe(new Subscription() {
                @Override
                public void request(long n) {
                    // does not mind
                }

                @Override
                public void cancel() {
                    // goes on
                }
            });
            Disposable unused = Schedulers.boundedElastic().schedule(() -> {
                try {
                    for (int i = 0; i < frames; i++) {
                        subscriber.onNext(solid(32, 32, 60));
                    }
                } catch (RuntimeException e) {
                    failure.incrementAndGet();
                }
                done.set(true);
            });
            assertThat(unused).isNotNull();
        }
    }
}
