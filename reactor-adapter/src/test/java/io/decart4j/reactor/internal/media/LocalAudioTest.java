package io.decart4j.reactor.internal.media;

import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.media.AudioFrame;
import io.decart4j.testkit.TestTone;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.test.publisher.TestPublisher;
import reactor.test.scheduler.VirtualTimeScheduler;

/** The caller's sound is sent in real time, and what is not sent is counted. */
class LocalAudioTest {

    private final List<AudioFrame> sent = new ArrayList<>();
    private final List<Throwable> errors = new ArrayList<>();
    private VirtualTimeScheduler time;

    @BeforeEach
    void virtualTime() {
        time = VirtualTimeScheduler.getOrSet();
    }

    @AfterEach
    void realTime() {
        VirtualTimeScheduler.reset();
    }

    private LocalAudio connected(Flux<AudioFrame> source) {
        LocalAudio local = new LocalAudio(source, errors::add);
        local.attach(sent::add);
        local.flow();
        return local;
    }

    private static AudioFrame frame(int milliseconds) {
        return AudioFrame.of(new byte[96 * milliseconds], 48_000, 1, 0, 0);
    }

    private void advance(int milliseconds) {
        time.advanceTimeBy(Duration.ofMillis(milliseconds));
    }

    @Test
    void aFastSourceIsPacedByTheLengthOfItsFrames() {
        LocalAudio local = connected(Flux.just(frame(10), frame(40), frame(100)).repeat());
        advance(1_509);
        assertThat(sent).hasSize(3 * 11 - 2); // ten rounds of 150 ms, and the first frame of the next
        assertThat(local.sent()).isEqualTo(31);
        assertThat(local.dropped()).isZero();
        local.close();
        advance(1_000);
        assertThat(sent).hasSize(31);
    }

    @Test
    void theNextIsAskedForWhenTheOneBeforeIsSent() {
        TestPublisher<AudioFrame> source = TestPublisher.create();
        AtomicInteger requested = new AtomicInteger();
        connected(source.flux().doOnRequest(n -> requested.addAndGet((int) n)));
        assertThat(requested).hasValue(1);
        source.next(frame(20));
        advance(0);
        assertThat(sent).hasSize(1);
        assertThat(requested).hasValue(2);
        source.next(frame(20));
        advance(19);
        assertThat(requested).hasValue(2);
        advance(1);
        assertThat(sent).hasSize(2);
        assertThat(requested).hasValue(3);
    }

    @Test
    void aShortDelayIsCaughtUpAndALongOneIsAPause() {
        TestPublisher<AudioFrame> gate = TestPublisher.create();
        Flux<AudioFrame> tone = TestTone.frames(440);
        connected(tone.take(10)
                .concatWith(gate.flux().thenMany(tone.take(50)))
                .concatWith(Flux.defer(() -> Flux.from(tone).delaySubscription(Duration.ofSeconds(5)))));
        advance(200); // the ten took 100 ms, so this is 100 ms behind
        gate.complete();
        advance(0);
        assertThat(sent).hasSize(10 + 11);
        advance(390);
        assertThat(sent).hasSize(60);
        advance(5_000);
        assertThat(sent).hasSize(60 + 22); // 200 ms of the five seconds, and what is due since
        advance(10);
        assertThat(sent).hasSize(83);
    }

    @Test
    void whatNobodyTakesIsDroppedAndTheNextConnectionGoesOn() {
        AtomicInteger subscribed = new AtomicInteger();
        LocalAudio local =
                new LocalAudio(TestTone.frames(440).doOnSubscribe(s -> subscribed.incrementAndGet()), errors::add);
        local.attach(sent::add);
        advance(1_000);
        assertThat(subscribed).hasValue(0); // nobody would hear it yet
        local.flow();
        advance(95);
        local.attach(frame -> false); // another connection is being made
        advance(100);
        local.flow(); // and lost at once
        advance(100);
        assertThat(sent).hasSize(10);
        assertThat(local.dropped()).isEqualTo(20);
        local.attach(sent::add);
        local.flow();
        advance(100);
        assertThat(sent).hasSize(20).isSortedAccordingTo((a, b) -> Long.compare(a.sequence(), b.sequence()));
        assertThat(sent.get(10).sequence()).isEqualTo(30);
        assertThat(subscribed).hasValue(1);
    }

    @Test
    void closingCancelsTheSourceAndBeforeTheStartNeverSubscribes() {
        TestPublisher<AudioFrame> source = TestPublisher.create();
        connected(source.flux()).close().block();
        source.assertCancelled();
        TestPublisher<AudioFrame> never = TestPublisher.create();
        LocalAudio local = new LocalAudio(never.flux(), errors::add);
        local.close();
        local.flow();
        never.assertWasNotSubscribed();
        assertThat(errors).isEmpty();
    }

    @Test
    void errorsOfTheSourceAndFramesThatCannotBeSentAreTold() {
        connected(Flux.error(new IllegalStateException("unplugged")));
        assertThat(errors).singleElement().isInstanceOf(IllegalStateException.class);
        TestPublisher<AudioFrame> source = TestPublisher.create();
        LocalAudio local = new LocalAudio(source.flux(), errors::add);
        local.attach(frame -> {
            throw new IllegalArgumentException("22050");
        });
        local.flow();
        source.next(frame(10));
        advance(0);
        assertThat(errors).hasSize(2).last().isInstanceOf(IllegalArgumentException.class);
        local.close().block();
        source.assertCancelled();
    }
}
