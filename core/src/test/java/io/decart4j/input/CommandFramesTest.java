package io.decart4j.input;

import static io.decart4j.error.ErrorCode.INVALID_INPUT;
import static io.decart4j.error.ErrorCode.INVALID_OPTIONS;
import static io.decart4j.input.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.decart4j.message.ImagePayload;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The frames of sections 4.3 and 3.5, word for word, and what is refused before there is one. */
class CommandFramesTest {

    private static final ImageSource SOURCE = ImageSource.file("file_1");
    private static final ImagePayload IMAGE = new ImagePayload.Inline(new byte[] {1, 2, 3, 4});

    @Test
    void eachStepLeavesTheOneBeforeAsItWas() {
        SetInput.Values prompt = SetInput.prompt("p");
        SetInput both = prompt.image(SOURCE).enhance(false);

        assertThat(prompt).isEqualTo(SetInput.prompt("p"));
        assertThat(both.prompt()).isEqualTo("p");
        assertThat(both.image()).isEqualTo(SOURCE);
        assertThat(both.enhance()).isFalse();
        assertThat(both.keepsImage()).isFalse();
        assertThat(prompt.keepImage().keepsImage()).isTrue();
        assertThat(SetImageOptions.none().timeout(Duration.ofSeconds(1))).isNotEqualTo(SetImageOptions.none());
    }

    /** JSON in UTF-8 has no way to say it. */
    @Test
    void aPromptWithHalfACharacterIsRefused() {
        assertThat(refused(INVALID_INPUT, "prompt", () -> SetInput.prompt("a\ud83d b")))
                .contains("surrogate");
        refused(INVALID_INPUT, "prompt", () -> SetInput.prompt("\ude00"));
        assertThat(SetInput.prompt("\ud83d\ude00").prompt()).isEqualTo("😀");
    }

    @Test
    void keepingTheImageAndGivingOneIsRefused() {
        refused(INVALID_INPUT, "keepImage", () -> SetInput.image(SOURCE).keepImage());
        refused(
                INVALID_INPUT,
                "keepImage",
                () -> SetInput.prompt("p").keepImage().image(ImageSource.clear()));
    }

    @Test
    void aSessionCannotStartByClearingTheImage() {
        refused(INVALID_INPUT, "initialState.image", () -> InitialState.image(ImageSource.clear()));
    }

    @Test
    void aTimeoutIsPositive() {
        refused(INVALID_OPTIONS, "timeout", () -> SetImageOptions.none().timeout(Duration.ZERO));
        refused(INVALID_OPTIONS, "timeout", () -> SetImageOptions.none().timeout(Duration.ofMillis(-1)));
    }

    @Test
    void anImageIsNeitherLostNorAddedOnTheWay() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SetInput.image(SOURCE).toMessage(null));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SetInput.prompt("p").toMessage(IMAGE));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SetInput.image(ImageSource.clear()).toMessage(IMAGE));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> InitialState.none().toMessage(IMAGE));
    }
}
