package io.decart4j.webrtc;

import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.media.AudioFrame;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class AudioFramerTest {

    private final AudioFramer cutter = new AudioFramer();
    private final List<String> pieces = new ArrayList<>();
    private final ByteArrayOutputStream all = new ByteArrayOutputStream();

    private void cut(AudioFrame frame) {
        cutter.cut(frame, (pcm, rate, channels, samples) -> {
            pieces.add(rate + "/" + channels + "/" + samples);
            all.writeBytes(pcm);
        });
    }

    @Test
    void piecesOfTenMillisecondsWithoutALostSample() {
        ByteArrayOutputStream in = new ByteArrayOutputStream();
        for (int samples : new int[] {100, 700, 3, 480, 157}) { // three times 480
            byte[] pcm = new byte[samples * 2];
            Arrays.fill(pcm, (byte) samples);
            in.writeBytes(pcm);
            cut(AudioFrame.of(pcm, 48_000, 1, 0, 0));
        }
        assertThat(pieces).containsExactly("48000/1/480", "48000/1/480", "48000/1/480");
        assertThat(all.toByteArray()).isEqualTo(in.toByteArray());
    }

    @Test
    void anotherKindBeginsAnew() {
        cut(AudioFrame.of(new byte[700], 48_000, 1, 0, 0));
        cut(AudioFrame.of(new byte[1764], 44_100, 2, 0, 0));
        cut(AudioFrame.of(new byte[320], 16_000, 1, 0, 0));
        assertThat(pieces).containsExactly("44100/2/441", "16000/1/160");
    }
}
