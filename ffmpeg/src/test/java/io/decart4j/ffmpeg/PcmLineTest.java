package io.decart4j.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.Test;

class PcmLineTest {

    private static final byte[] TWO = {1, 2, 3, 4};

    private final PcmLine line = new PcmLine(1, 2);

    @Test
    void aGapIsSilence() {
        line.put(0, TWO);
        line.put(6, TWO);
        assertThat(line.available()).isEqualTo(8);
        assertThat(line.take(3)).containsExactly(1, 2, 3, 4, 0, 0);
        assertThat(line.take(5)).containsExactly(0, 0, 0, 0, 0, 0, 1, 2, 3, 4);
        assertThat(line.take(1)).isNull();
    }

    @Test
    void whatOverlapsIsCutAndWhatIsNearlyThereFollows() {
        line.put(0, new byte[20]);
        line.put(5, TWO);
        assertThat(line.position()).isEqualTo(10);
        line.put(8, TWO);
        assertThat(line.position()).isEqualTo(12);
        line.put(14, TWO);
        assertThat(line.position()).isEqualTo(14);
    }

    @Test
    void aDayOfSilenceIsCountedAndNotKept() {
        long day = 86_400L * Resampler.RATE;
        line.put(day, TWO);
        assertThat(line.position()).isEqualTo(day + 2);
        for (int i = 0; i < 1_000; i++) {
            assertThat(Objects.requireNonNull(line.take(480))).containsOnly(0);
        }
        assertThat(line.available()).isEqualTo(day + 2 - 480_000);
        line.fit(480_002);
        assertThat(line.take(2)).containsExactly(0, 0, 0, 0);
        assertThat(line.available()).isZero();
    }

    @Test
    void theEndIsFittedToALength() {
        line.put(0, TWO);
        line.put(TWO);
        line.fit(3);
        assertThat(line.position()).isEqualTo(3);
        line.fit(5);
        assertThat(line.take(5)).containsExactly(1, 2, 3, 4, 1, 2, 0, 0, 0, 0);
        // What was taken cannot be taken back.
        line.fit(1);
        assertThat(line.position()).isEqualTo(5);
    }
}
