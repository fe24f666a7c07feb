package io.decart4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.decart4j.media.VideoFrame;
import io.decart4j.media.source.TestPattern;
import org.junit.jupiter.api.Test;

class PixelsTest {

    @Test
    void readsThePatchesOfThePattern() {
        try (VideoFrame frame = TestPattern.frame(320, 180, 63, 0)) {
            for (TestPattern.Patch patch : TestPattern.PATCHES) {
                assertThat(Pixels.distance(Pixels.meanRgb(frame, patch), patch.rgb()))
                        .isLessThan(6);
            }
        }
    }

    @Test
    void saysWhatItTakes() {
        try (VideoFrame frame = TestPattern.frame(8, 8, 0, 0)) {
            assertThatThrownBy(() -> Pixels.meanRgb(frame, 4, 4, 5, 1))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("8x8");
        }
    }
}
