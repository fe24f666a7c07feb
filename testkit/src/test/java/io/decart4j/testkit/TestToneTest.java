package io.decart4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.decart4j.media.AudioFrame;
import java.util.List;
import java.util.Objects;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TestToneTest {

    @ParameterizedTest
    @ValueSource(ints = {100, 440, 1000, 7777})
    void aToneIsKnownAgain(int hz) {
        List<AudioFrame> second = take(hz, 100);
        assertThat(TestTone.frequency(second)).isCloseTo(hz, Offset.offset(1.0));
        assertThat(second).allMatch(frame -> frame.samples() == 480 && frame.sampleRate() == 48_000);
        assertThat(second.get(99).timestampNanos()).isEqualTo(990_000_000);
    }

    @Test
    void silenceHasNoFrequency() {
        assertThat(TestTone.frequency(List.of(AudioFrame.of(new byte[960], 48_000, 1, 0, 0))))
                .isZero();
        assertThat(TestTone.frequency(List.of())).isZero();
    }

    @Test
    void badFrequenciesAreRefused() {
        assertThatThrownBy(() -> TestTone.frames(0)).hasMessage("hz takes 1 to 24000, not 0");
        assertThatThrownBy(() -> TestTone.frames(24_001)).isInstanceOf(IllegalArgumentException.class);
    }

    private static List<AudioFrame> take(int hz, int frames) {
        return Objects.requireNonNull(
                TestTone.frames(hz).take(frames).collectList().block(RawClient.SOON));
    }
}
