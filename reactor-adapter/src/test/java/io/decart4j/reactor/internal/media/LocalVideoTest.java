package io.decart4j.reactor.internal.media;

import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.media.I420Buffer;
import io.decart4j.media.VideoFrame;
import io.decart4j.reactor.VideoSendParameters;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.publisher.TestPublisher;
import reactor.test.scheduler.VirtualTimeScheduler;

/** The caller's frames are paced, and released whatever becomes of them. */
class LocalVideoTest {

    private VirtualTimeScheduler time;
    private final List<VideoFrame> made = new ArrayList<>();

    @BeforeEach
    void virtualTime() {
        time = VirtualTimeScheduler.getOrSet();
    }

    @AfterEach
    void realTime() {
        VirtualTimeScheduler.reset();
    }

    private VideoFrame frame() {
        VideoFrame frame = VideoFrame.of(I420Buffer.allocate(4, 4), 0);
        made.add(frame);
        return frame;
    }

    private static LocalVideo started(Flux<VideoFrame> source) {
        LocalVideo local = new LocalVideo(source, 10, false, e -> {});
        local.start();
        return local;
    }

    @Test
    void aFastSourceIsPaced() {
        LocalVideo local = started(Mono.fromCallable(this::frame).repeat());
        time.advanceTimeBy(Duration.ofMillis(950));
        assertThat(made).hasSize(10);
        assertThat(made.subList(0, 9)).noneMatch(VideoFrame::isLive);
        assertThat(local.dropped()).isEqualTo(9); // nobody was connected
        local.close();
        assertThat(local.dropped()).isEqualTo(10);
        time.advanceTimeBy(Duration.ofSeconds(1));
        assertThat(made).hasSize(10).noneMatch(VideoFrame::isLive);
    }

    @Test
    void aLateSourceIsNotWaitedForAndNotAskedTwice() {
        TestPublisher<VideoFrame> source = TestPublisher.create();
        AtomicInteger requested = new AtomicInteger();
        started(source.flux().doOnRequest(n -> requested.addAndGet((int) n)));
        time.advanceTimeBy(Duration.ofSeconds(1));
        assertThat(requested).hasValue(1);
        source.next(frame());
        assertThat(requested).hasValue(2); // it was late, so the next one is due already
        source.next(frame());
        assertThat(requested).hasValue(2); // and this one was not
        time.advanceTimeBy(Duration.ofMillis(100));
        assertThat(requested).hasValue(3);
        assertOnlyTheNewestIsKept();
    }

    @Test
    void framesBeyondTheHighestRateAreLeftOutAndTheNewestComesWhenItIsDue() {
        TestPublisher<VideoFrame> source = TestPublisher.create();
        List<VideoFrame> sent = new ArrayList<>();
        LocalVideo local = limited(source.flux(), 1, new Muting(false));
        local.attach(sent::add);
        local.flow();
        for (int i = 0; i < 3; i++) {
            source.next(frame());
            time.advanceTimeBy(Duration.ofMillis(100));
        }
        assertThat(sent).containsExactly(made.get(0));
        assertThat(local.dropped()).isOne(); // the third may still be sent
        time.advanceTimeBy(Duration.ofMillis(500));
        assertThat(sent).containsExactly(made.get(0), made.get(2));
        assertThat(local.sent()).isEqualTo(2);
        local.close();
        assertThat(local.dropped()).isOne();
        assertThat(made).noneMatch(VideoFrame::isLive);
    }

    @Test
    void ofAFastSourceAsManyAreSentAsTheHighestRateSays() {
        List<VideoFrame> sent = new ArrayList<>();
        LocalVideo local = limited(Mono.fromCallable(this::frame).repeat(), 4, new Muting(false));
        local.attach(sent::add);
        local.flow();
        time.advanceTimeBy(Duration.ofSeconds(5));
        assertThat(made).hasSize(51); // at the rate of the model
        assertThat(sent).hasSizeBetween(19, 22);
        local.close();
        assertThat(local.sent() + local.dropped()).isEqualTo(51);
    }

    @Test
    void whileMutedNothingIsSentAndTheNewestFollowsTheUnmute() {
        TestPublisher<VideoFrame> source = TestPublisher.create();
        List<VideoFrame> sent = new ArrayList<>();
        Muting muting = new Muting(true);
        LocalVideo local = limited(source.flux(), 10, muting);
        local.attach(sent::add);
        local.flow();
        source.next(frame());
        time.advanceTimeBy(Duration.ofSeconds(1));
        source.next(frame());
        time.advanceTimeBy(Duration.ofSeconds(1));
        assertThat(sent).isEmpty();
        assertThat(local.dropped()).isOne();
        muting.mute(false);
        local.sendAgain();
        assertThat(sent).containsExactly(made.get(1));
        muting.mute(true);
        time.advanceTimeBy(Duration.ofSeconds(1));
        local.sendAgain();
        assertThat(sent).hasSize(1);
        muting.mute(false);
        local.sendAgain(); // still the same: the source is still
        assertThat(sent).containsExactly(made.get(1), made.get(1));
        local.close();
        assertThat(local.dropped()).isOne();
        assertThat(made).noneMatch(VideoFrame::isLive);
    }

    private static LocalVideo limited(Flux<VideoFrame> source, int most, Muting muting) {
        SendingLimits limits = new SendingLimits(new VideoSendParameters(null, null, most, null), 10);
        return new LocalVideo(source, 10, false, limits, muting, e -> {});
    }

    @Test
    void closingCancelsTheSource() {
        TestPublisher<VideoFrame> source = TestPublisher.create();
        LocalVideo local = started(source.flux());
        local.close().block();
        source.assertCancelled();
    }

    @Test
    void closingBeforeTheStartNeverSubscribes() {
        TestPublisher<VideoFrame> source = TestPublisher.create();
        LocalVideo local = new LocalVideo(source.flux(), 10, false, e -> {});
        local.close();
        local.start();
        source.assertWasNotSubscribed();
    }

    @Test
    void anotherSourceTakesOverAtOnceAndTheOldOneIsCancelled() {
        TestPublisher<VideoFrame> first =
                TestPublisher.createNoncompliant(TestPublisher.Violation.CLEANUP_ON_TERMINATE);
        TestPublisher<VideoFrame> second = TestPublisher.create();
        AtomicInteger requested = new AtomicInteger();
        LocalVideo local = started(first.flux());
        assertThat(local.replace(second.flux().doOnRequest(n -> requested.addAndGet((int) n)))
                        .block())
                .isTrue();
        first.assertCancelled();
        assertThat(requested).hasValue(1); // without waiting for the next interval
        second.next(frame());
        time.advanceTimeBy(Duration.ofMillis(100));
        assertThat(requested.get()).isBetween(2, 3);
        assertOnlyTheNewestIsKept();
    }

    @Test
    void aLateFrameOfAReplacedSourceIsReleasedAndCounted() {
        Stubborn first = new Stubborn();
        LocalVideo local = started(Flux.from(first));
        assertThat(local.replace(Flux.never()).block()).isTrue();
        first.push(frame());
        assertThat(local.dropped()).isOne();
        assertThat(made).noneMatch(VideoFrame::isLive);
        first.fail();
        local.close();
        first.push(frame());
        assertThat(made).noneMatch(VideoFrame::isLive);
    }

    @Test
    void aSourceThatIsReplacedBeforeTheStartIsNeverSubscribed() {
        TestPublisher<VideoFrame> first = TestPublisher.create();
        TestPublisher<VideoFrame> second = TestPublisher.create();
        LocalVideo local = new LocalVideo(first.flux(), 10, false, e -> {});
        assertThat(local.replace(second.flux()).block()).isTrue();
        local.start();
        first.assertWasNotSubscribed();
        second.assertWasSubscribed();
        local.close().block();
        second.assertCancelled();
        assertThat(local.replace(first.flux()).block()).isFalse();
        first.assertWasNotSubscribed();
    }

    @Test
    void whatNobodyAskedForIsReleasedAndCounted() {
        Stubborn flood = new Stubborn();
        LocalVideo local = started(Flux.from(flood));
        for (int i = 0; i < 10_000; i++) {
            flood.push(frame());
        }
        local.close();
        assertThat(local.dropped()).isEqualTo(10_000);
        assertThat(made).noneMatch(VideoFrame::isLive);
    }

    @Test
    void aSourceThatFailsIsToldOnceAndAnotherMayFollow() {
        List<Throwable> told = new ArrayList<>();
        TestPublisher<VideoFrame> second = TestPublisher.create();
        LocalVideo local = new LocalVideo(
                subscriber -> {
                    throw new IllegalStateException("while it was subscribed");
                },
                10,
                false,
                told::add);
        local.start();
        assertThat(told).hasSize(1);
        assertThat(local.replace(second.flux()).block()).isTrue();
        second.error(new IllegalStateException("later"));
        assertThat(told).hasSize(2);
        assertThat(local.replace(Mono.fromCallable(this::frame).repeat()).block())
                .isTrue();
        time.advanceTimeBy(Duration.ofMillis(300));
        assertThat(made).hasSizeGreaterThan(2);
        assertOnlyTheNewestIsKept();
    }

    @Test
    void aConnectionDoesNotWaitForTheNextFrame() {
        LocalVideo local = started(Mono.fromCallable(this::frame).repeat());
        List<VideoFrame> sent = new ArrayList<>();
        time.advanceTimeBy(Duration.ofMillis(150));
        local.attach(sent::add);
        time.advanceTimeBy(Duration.ofMillis(100));
        assertThat(sent).isEmpty();
        local.flow();
        assertThat(sent).containsExactly(made.get(2));
        time.advanceTimeBy(Duration.ofMillis(100));
        assertThat(sent).containsExactly(made.get(2), made.get(3));
        assertOnlyTheNewestIsKept();
        assertThat(local.sent()).isEqualTo(2);
        assertThat(local.dropped()).isEqualTo(2);
    }

    @Test
    void aConnectionThatTakesNoMoreLeavesTheNewestToTheNextOne() {
        LocalVideo local = started(Mono.fromCallable(this::frame).repeat());
        local.attach(frame -> false);
        local.flow();
        time.advanceTimeBy(Duration.ofMillis(150));
        List<VideoFrame> sent = new ArrayList<>();
        local.attach(sent::add);
        local.flow();
        assertThat(sent).containsExactly(made.get(1));
        local.close();
        assertThat(made).noneMatch(VideoFrame::isLive);
    }

    @Test
    void aFrameOfASourceThatIsReplacedIsNotKept() {
        LocalVideo local = started(Mono.fromCallable(this::frame).repeat());
        time.advanceTimeBy(Duration.ofMillis(150));
        local.replace(Flux.never()).block();
        assertThat(made).isNotEmpty().noneMatch(VideoFrame::isLive);
        List<VideoFrame> sent = new ArrayList<>();
        local.attach(sent::add);
        local.flow();
        assertThat(sent).isEmpty();
    }

    @Test
    void aStillSourceIsSeenOnEachConnection() {
        LocalVideo local = started(Flux.concat(Mono.fromCallable(this::frame), Mono.never()));
        List<VideoFrame> first = new ArrayList<>();
        local.attach(first::add);
        local.flow();
        time.advanceTimeBy(Duration.ofMillis(150));
        local.flow(); // its path was interrupted
        assertThat(first).containsExactlyElementsOf(made);
        List<VideoFrame> second = new ArrayList<>();
        local.attach(second::add);
        time.advanceTimeBy(Duration.ofMillis(150));
        assertThat(second).isEmpty();
        local.flow();
        assertThat(second).containsExactlyElementsOf(made);
        assertThat(local.sent()).isEqualTo(2);
        assertOnlyTheNewestIsKept();
        local.close();
        assertThat(made).hasSize(1).noneMatch(VideoFrame::isLive);
        assertThat(local.dropped()).isZero();
    }

    /** An encoder that is asked for a whole picture by somebody who has just come waits for the next one. */
    @Test
    void thePictureOfAStillSourceIsSentAgainOftenAtFirstAndOnceASecondLater() {
        LocalVideo local = started(Flux.from(Mono.fromCallable(this::frame)));
        AtomicInteger sent = new AtomicInteger();
        local.attach(frame -> sent.incrementAndGet() > 0);
        local.flow();
        time.advanceTimeBy(Duration.ofMillis(1_050));
        assertThat(sent).hasValue(6);
        time.advanceTimeBy(Duration.ofSeconds(4));
        int first = sent.get();
        assertThat(first).isBetween(25, 26);
        time.advanceTimeBy(Duration.ofSeconds(10));
        assertThat(sent).hasValue(first + 10);
        assertThat(local.sent()).isEqualTo(1);
        assertThat(local.dropped()).isZero();
        local.close();
        time.advanceTimeBy(Duration.ofSeconds(5));
        assertThat(sent).hasValue(first + 10);
        assertThat(made).hasSize(1).noneMatch(VideoFrame::isLive);
    }

    /** It moves: whoever looks sees the next frame. */
    @Test
    void ofASourceThatPausesTheNewestIsSentAgainOnceASecondOnly() {
        List<VideoFrame> sent = new ArrayList<>();
        LocalVideo local = threeFrames(Duration.ofMillis(100), sent);
        time.advanceTimeBy(Duration.ofMillis(800));
        assertThat(sent).containsExactlyElementsOf(made);
        time.advanceTimeBy(Duration.ofMillis(200));
        assertThat(sent).hasSize(4);
        local.close();
    }

    /** Whoever begins to look waits for several pictures, which would take seconds. */
    @Test
    void thoseOfASlowSourceAreSentAgainOftenAtFirst() {
        List<VideoFrame> sent = new ArrayList<>();
        LocalVideo local = threeFrames(Duration.ofSeconds(1), sent);
        assertThat(sent).hasSizeBetween(15, 18);
        assertThat(local.sent()).isEqualTo(3);
        local.close();
    }

    /** Of a source that goes on, to a connection that can send. */
    private LocalVideo threeFrames(Duration apart, List<VideoFrame> sent) {
        TestPublisher<VideoFrame> source = TestPublisher.create();
        LocalVideo local = started(source.flux());
        local.attach(sent::add);
        local.flow();
        for (int i = 0; i < 3; i++) {
            source.next(frame());
            time.advanceTimeBy(apart);
        }
        return local;
    }

    @Test
    void aSourceThatMovesIsNotSentTwice() {
        LocalVideo local = started(Mono.fromCallable(this::frame).repeat());
        List<VideoFrame> sent = new ArrayList<>();
        local.attach(sent::add);
        local.flow();
        time.advanceTimeBy(Duration.ofSeconds(3));
        assertThat(sent).doesNotHaveDuplicates().hasSize((int) local.sent());
        local.close();
    }

    @Test
    void aSourceThatHasEndedIsSeenOnTheNextConnectionToo() {
        LocalVideo local = started(Flux.from(Mono.fromCallable(this::frame)));
        local.attach(frame -> true);
        local.flow();
        time.advanceTimeBy(Duration.ofMillis(900));
        List<VideoFrame> second = new ArrayList<>();
        local.attach(second::add);
        local.flow();
        assertThat(second).containsExactlyElementsOf(made);
        local.close();
        assertThat(made).noneMatch(VideoFrame::isLive);
    }

    private void assertOnlyTheNewestIsKept() {
        assertThat(made.subList(0, made.size() - 1)).noneMatch(VideoFrame::isLive);
        assertThat(made.get(made.size() - 1).isLive()).isTrue();
    }

    /** A source that minds neither demand nor cancel. */
    private static final class Stubborn implements Publisher<VideoFrame> {
        private final List<Subscriber<? super VideoFrame>> subscribers = new ArrayList<>();

        void push(VideoFrame frame) {
            subscribers.forEach(subscriber -> subscriber.onNext(frame));
        }

        void fail() {
            subscribers.forEach(subscriber -> subscriber.onError(new IllegalStateException("too late")));
        }

        @Override
        public void subscribe(Subscriber<? super VideoFrame> subscriber) {
            subscribers.add(subscriber);
            subscriber.onSubscribe(new Subscription() {
                @Override
                public void request(long n) {
                    // brings what it likes
                }

                @Override
                public void cancel() {
                    // and goes on
                }
            });
        }
    }
}
