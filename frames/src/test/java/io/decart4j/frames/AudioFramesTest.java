package io.decart4j.frames;

import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.media.AudioFrame;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import reactor.test.StepVerifier;
import reactor.test.subscriber.TestSubscriber;

/** Who is too slow for sound, and who is not. */
class AudioFramesTest {

    private final AudioFrames frames = new AudioFrames();

    @Test
    void theSlowMissTheOldestAndTheQuickNothing() {
        TestSubscriber<AudioFrame> slow =
                TestSubscriber.builder().initialRequest(0).build();
        frames.frames().subscribe(slow);
        StepVerifier.Step<Long> quick = StepVerifier.create(frames.frames().map(AudioFrame::sequence));
        for (long i = 0; i < 250; i++) {
            long number = i;
            quick = quick.then(() -> frames.push(frame(number))).expectNext(number);
        }
        quick.then(frames::close).expectComplete().verify(Duration.ofSeconds(10));

        slow.request(Long.MAX_VALUE);
        slow.block(Duration.ofSeconds(10));

        List<Long> heard =
                slow.getReceivedOnNext().stream().map(AudioFrame::sequence).toList();
        // The very first was on its way to the worker already.
        assertThat(heard).isSorted().hasSize(101).startsWith(0L, 150L).endsWith(249L);
        assertThat(frames.dropped()).isEqualTo(149);
    }

    @Test
    void whoTakesEachOnTheThreadOfItsSourceMissesNone() {
        List<Long> heard = new ArrayList<>();
        StepVerifier.create(frames.each(frame -> heard.add(frame.sequence())))
                .then(() -> {
                    for (int i = 0; i < 1000; i++) {
                        frames.push(frame(i));
                        assertThat(heard).hasSize(i + 1);
                    }
                })
                .then(frames::close)
                .verifyComplete();
        assertThat(frames.dropped()).isZero();
    }

    @Test
    void whoComesAfterTheEndIsToldSo() {
        frames.close();
        frames.push(frame(0));
        StepVerifier.create(frames.frames()).verifyComplete();
        assertThat(frames.dropped()).isZero();
    }

    @Test
    void whoCancelsIsForgotten() {
        TestSubscriber<AudioFrame> gone = TestSubscriber.create();
        frames.frames().subscribe(gone);
        gone.cancel();
        for (int i = 0; i < 250; i++) {
            frames.push(frame(i));
        }
        assertThat(frames.dropped()).isZero();
    }

    private static AudioFrame frame(long number) {
        return AudioFrame.of(new byte[960], 48_000, 1, number * 10_000_000, number);
    }
}
