package io.decart4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.media.VideoFrame;
import io.decart4j.media.source.TestPattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AppliedStateTest {

    private static final int ROUNDING = 6;

    @Test
    void passesThePictureThroughWithoutAPrompt() {
        assertThat(AppliedState.PASSTHROUGH.isPassthrough()).isTrue();
        for (int patch = 0; patch < 4; patch++) {
            int rgb = TestPattern.PATCHES.get(patch).rgb();
            assertThat(Pixels.distance(rgb, seen(null, null, patch))).isLessThan(ROUNDING);
        }
    }

    @Test
    void noirTakesTheColourAway() {
        for (int patch = 0; patch < 4; patch++) {
            assertThat(Pixels.colourfulness(seen("a Noir film", null, patch))).isLessThan(ROUNDING);
        }
        assertThat(Pixels.distance(seen("noir", null, 1), seen("noir", null, 2)))
                .as("light and shade stay")
                .isGreaterThan(20);
    }

    @Test
    void invertShowsTheComplement() {
        assertThat(Pixels.distance(seen("invert", null, 0), 0x3FDFDF)).isLessThan(12);
        assertThat(Pixels.distance(seen("invert", null, 2), 0xDFDF3F)).isLessThan(12);
    }

    @Test
    void tintLeansTowardsItsColour() {
        for (int patch = 0; patch < 4; patch++) {
            int rgb = seen("please TINT #00FF00 it", null, patch);
            assertThat(Bt601.green(rgb)).isGreaterThan(Math.max(Bt601.red(rgb), Bt601.blue(rgb)) + 60);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"anime", "cyberpunk city", "a", "watercolour", "Ünïcode 🎨", ""})
    void anyOtherPromptIsSeen(String prompt) {
        assertThat(Pixels.distance(
                        seen(prompt, null, 3), TestPattern.PATCHES.get(3).rgb()))
                .isGreaterThan(40);
        assertThat(seen(prompt, null, 3)).isEqualTo(seen(prompt, null, 3));
    }

    @Test
    void similarPromptsLookDifferent() {
        assertThat(Pixels.distance(seen("style 1", null, 3), seen("style 2", null, 3)))
                .isGreaterThan(30);
    }

    @Test
    void promptAndImageAreCombined() {
        int both = seen("noir", 0xFF00FF, 1);
        assertThat(Math.min(Bt601.red(both), Bt601.blue(both))).isGreaterThan(Bt601.green(both) + 60);
        assertThat(both).isNotEqualTo(seen(null, 0xFF00FF, 1));
    }

    @Test
    void oddSidesAreFine() {
        try (VideoFrame frame = TestPattern.frame(33, 17, 5, 0);
                VideoFrame inverted = AppliedState.of("invert", null).tables().apply(frame)) {
            assertThat(inverted.width()).isEqualTo(33);
            assertThat(inverted.y().get(32) & 0xff).isEqualTo(251 - (frame.y().get(32) & 0xff));
        }
    }

    @Test
    void anImageCountsByItsMeanColour() {
        assertThat(ReferenceImage.meanRgb(Pictures.encoded("png", 0x336699))).contains(0x336699);
        assertThat(ReferenceImage.meanRgb(Pictures.encoded("jpg", 0x336699)))
                .hasValueSatisfying(
                        rgb -> assertThat(Pixels.distance(rgb, 0x336699)).isLessThan(4));
        assertThat(ReferenceImage.meanRgb(new byte[] {1, 2, 3})).isEmpty();
        assertThat(ReferenceImage.meanRgb(new byte[0])).isEmpty();
    }

    private static int seen(@Nullable String prompt, @Nullable Integer imageRgb, int patch) {
        try (VideoFrame frame = TestPattern.frame(160, 120, 7, 0);
                VideoFrame generated =
                        AppliedState.of(prompt, imageRgb).tables().apply(frame)) {
            return Pixels.meanRgb(generated, TestPattern.PATCHES.get(patch));
        }
    }
}
