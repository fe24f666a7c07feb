package io.decart4j.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ReadOnlyBufferException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class AudioFrameTest {

    @Test
    void samplesAreLittleEndianAndInterleaved() {
        AudioFrame frame = AudioFrame.of(new byte[] {1, 0, -1, -1, 0, 1, 0, -128}, 48_000, 2, 7, 3);
        assertThat(frame.samples()).isEqualTo(2);
        assertThat(frame.sample(0, 0)).isEqualTo((short) 1);
        assertThat(frame.sample(0, 1)).isEqualTo((short) -1);
        assertThat(frame.sample(1, 0)).isEqualTo((short) 256);
        assertThat(frame.sample(1, 1)).isEqualTo(Short.MIN_VALUE);
        assertThat(frame.pcm().getShort(4)).isEqualTo((short) 256);
        assertThat(frame).hasToString("AudioFrame[48000 Hz, channels=2, samples=2, sequence=3]");
        assertThat(frame.timestampNanos()).isEqualTo(7);
    }

    @Test
    void tenMillisecondsSoundForTenMilliseconds() {
        assertThat(AudioFrame.of(new byte[480 * 2], 48_000, 1, 0, 0).duration()).isEqualTo(Duration.ofMillis(10));
    }

    @Test
    void theBytesCannotBeChangedThroughIt() {
        AudioFrame frame = AudioFrame.of(new byte[4], 48_000, 1, 0, 0);
        assertThatThrownBy(() -> frame.pcm().putShort((short) 1)).isInstanceOf(ReadOnlyBufferException.class);
        frame.toByteArray()[0] = 5;
        assertThat(frame.sample(0, 0)).isZero();
    }

    @Test
    void whatCannotBeSoundIsRefused() {
        assertThatThrownBy(() -> AudioFrame.of(new byte[4], 7_999, 1, 0, 0)).hasMessageContaining("sampleRate takes");
        assertThatThrownBy(() -> AudioFrame.of(new byte[4], 192_001, 1, 0, 0)).hasMessageContaining("sampleRate takes");
        assertThatThrownBy(() -> AudioFrame.of(new byte[4], 48_000, 3, 0, 0)).hasMessageContaining("channels takes");
        assertThatThrownBy(() -> AudioFrame.of(new byte[0], 48_000, 1, 0, 0)).hasMessageContaining("pcm takes");
        assertThatThrownBy(() -> AudioFrame.of(new byte[6], 48_000, 2, 0, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("pcm takes whole samples of 4 bytes, not 6 bytes");
    }
}
