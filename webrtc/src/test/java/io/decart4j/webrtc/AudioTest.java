package io.decart4j.webrtc;

import static io.decart4j.webrtc.Pictures.GREEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.decart4j.media.AudioFrame;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.reactivestreams.Subscription;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** Real sound between two peers. */
class AudioTest {

    private static final Tone LOW = Tone.of(440);
    private static final Tone HIGH = Tone.of(1000);

    @RegisterExtension
    final TwoRuntimes runtimes = new TwoRuntimes();

    private final Disposable.Composite feeds = Disposables.composite();

    @AfterEach
    void silence() {
        feeds.dispose();
    }

    private static AudioSender sending(PeerConnection peer) {
        return peer.sendAudio("sound").blockOptional(Pair.LIMIT).orElseThrow();
    }

    @Test
    void twoTonesCrossBesideVideoAndNoneIsDoubled() {
        Pair pair = runtimes.pair();
        AudioSender up = sending(pair.caller());
        AudioSender down = sending(pair.callee());
        VideoSender video = Pair.sending(pair.caller());
        feeds.addAll(List.of(LOW.feed(up), HIGH.feed(down))); // at once: nothing has to wait for the connection
        pair.negotiate();
        runtimes.feed(video, GREEN);

        assertThat(LOW.hear(pair.callee())).allMatch(AudioTest::isMono48);
        assertThat(HIGH.hear(pair.caller())).allMatch(AudioTest::isMono48);
        Pair.see(pair.callee(), GREEN);
        pair.negotiate();
        pair.negotiate();

        for (PeerConnection peer : List.of(pair.caller(), pair.callee())) {
            List<AudioFrame> heard = Objects.requireNonNull(
                    peer.remote().audio().take(150).collectList().block(Pair.LIMIT));
            assertThat(Tone.framesASecond(heard)).isLessThan(110);
            for (int i = 1; i < heard.size(); i++) {
                AudioFrame before = heard.get(i - 1);
                assertThat(heard.get(i).sequence()).isGreaterThan(before.sequence());
                assertThat(heard.get(i).timestampNanos()).isGreaterThanOrEqualTo(before.timestampNanos());
            }
        }
        LOW.hear(pair.callee());
        HIGH.hear(pair.caller());
        assertThat(up.piecesSent()).isPositive();
    }

    private static boolean isMono48(AudioFrame frame) {
        return frame.sampleRate() == 48_000 && frame.channels() == 1 && frame.samples() == 480;
    }

    @Test
    void theLastSenderThatClosesLeavesTheOthersHearing() {
        Pair sends = runtimes.pair();
        sending(sends.caller());
        sends.callee().receiveAudio().block(Pair.LIMIT);
        sends.negotiate();
        sends.connected();
        // On the same runtime, and without a sender of its own.
        Pair hears = runtimes.pair();
        hears.caller().receiveAudio().block(Pair.LIMIT);
        feeds.add(HIGH.feed(sending(hears.callee())));
        hears.negotiate();
        HIGH.hear(hears.caller());

        sends.close();

        HIGH.hear(hears.caller());
    }

    @ParameterizedTest
    @CsvSource({"8000,1,160", "16000,2,333", "32000,1,1000", "44100,2,882", "48000,2,480", "96000,1,7", "192000,2,1920"
    })
    void soundOfAnyKindArrives(int rate, int channels, int samples) {
        Tone tone = new Tone(600, rate, channels, samples);
        Pair pair = runtimes.pair();
        feeds.add(tone.feed(sending(pair.caller())));
        pair.callee().receiveAudio().block(Pair.LIMIT);
        pair.negotiate();

        tone.hear(pair.callee());
    }

    @Test
    void nothingPushedIsSilence() {
        Pair pair = runtimes.pair();
        sending(pair.caller());
        pair.callee().receiveAudio().block(Pair.LIMIT);
        pair.negotiate();
        pair.connected();

        List<AudioFrame> heard = Objects.requireNonNull(
                pair.callee().remote().audio().take(20).collectList().block(Pair.LIMIT));

        assertThat(Tone.frequency(heard)).isZero();
    }

    @Test
    void aSlowSubscriberMissesTheOldestAndOnlyThat() throws Exception {
        Pair pair = runtimes.pair();
        feeds.add(LOW.feed(sending(pair.caller())));
        pair.callee().receiveAudio().block(Pair.LIMIT);
        pair.negotiate();
        CountDownLatch completed = new CountDownLatch(1);
        BaseSubscriber<AudioFrame> idle = new BaseSubscriber<>() {
            @Override
            protected void hookOnSubscribe(Subscription subscription) {}

            @Override
            protected void hookOnComplete() {
                completed.countDown();
            }
        };
        pair.callee().remote().audio().subscribe(idle);

        pair.callee()
                .remote()
                .audio()
                .takeUntil(frame -> pair.callee().remote().audioFramesDropped() > 20)
                .blockLast(Pair.LIMIT);
        LOW.hear(pair.callee());
        pair.close();

        idle.requestUnbounded();
        assertThat(completed.await(20, TimeUnit.SECONDS)).isTrue();
        StepVerifier.create(pair.callee().remote().audio()).verifyComplete();
    }

    @Test
    void afterTheCloseNothingIsTakenAndBadRatesNever() {
        Pair pair = runtimes.pair();
        AudioSender sender = sending(pair.caller());
        AudioFrame frame = LOW.frame(0);
        assertThat(sender.push(frame)).isTrue();
        pair.close();

        assertThat(sender.push(frame)).isFalse();
        assertThat(sender.piecesSent()).isEqualTo(1);
        AudioFrame odd = AudioFrame.of(new byte[882], 22_050, 1, 0, 0);
        assertThatThrownBy(() -> sender.push(odd))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("multiples of 100");
        StepVerifier.create(pair.caller().sendAudio("late")).verifyErrorMessage("send audio: the connection is closed");
    }

    @Test
    void pushingGoesOnWhileTheOtherSideRefusesAndTheConnectionCloses() throws Exception {
        Pair pair = runtimes.pair();
        AudioSender sender = sending(pair.caller());
        CountDownLatch pushing = new CountDownLatch(50);
        Thread microphone = new Thread(() -> {
            AudioFrame frame = LOW.frame(0);
            while (!Thread.currentThread().isInterrupted()) {
                sender.push(frame);
                pushing.countDown();
            }
        });
        microphone.start();
        assertThat(pushing.await(20, TimeUnit.SECONDS)).isTrue();
        Pair.sending(pair.callee());
        Pair.sending(pair.caller());
        for (int i = 0; i < 10; i++) {
            String offer =
                    Objects.requireNonNull(pair.caller().offer(Mono::just).block(Pair.LIMIT));
            String answer = Objects.requireNonNull(pair.callee().answer(offer).block(Pair.LIMIT));
            pair.caller().accept(answer).block(Pair.LIMIT);
        }

        pair.close();

        microphone.interrupt();
        microphone.join();
    }
}
