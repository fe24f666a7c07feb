package io.decart4j.input;

import static io.decart4j.error.ErrorCode.INVALID_INPUT;
import static io.decart4j.error.ErrorCode.INVALID_OPTIONS;
import static io.decart4j.input.Refusals.refused;
import static io.decart4j.message.Wire.json;
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
    void setPromptAlone() {
        assertThat(json(SetInput.prompt("p").toMessage(null)))
                .isEqualTo("{\"type\":\"set_image\",\"image_data\":null,\"prompt\":\"p\",\"enhance_prompt\":true}");
    }

    @Test
    void setImageAlone() {
        assertThat(json(SetInput.image(SOURCE).toMessage(IMAGE)))
                .isEqualTo("{\"type\":\"set_image\",\"image_data\":\"AQIDBA==\",\"enhance_prompt\":true}");
    }

    @Test
    void setBothInEitherOrder() {
        String frame = "{\"type\":\"set_image\",\"image_data\":\"AQIDBA==\",\"prompt\":\"p\",\"enhance_prompt\":false}";

        assertThat(json(SetInput.prompt("p").enhance(false).image(SOURCE).toMessage(IMAGE)))
                .isEqualTo(frame);
        assertThat(json(SetInput.image(SOURCE).prompt("p").enhance(false).toMessage(IMAGE)))
                .isEqualTo(frame);
    }

    @Test
    void setClear() {
        assertThat(json(SetInput.image(ImageSource.clear()).toMessage(null)))
                .isEqualTo("{\"type\":\"set_image\",\"image_data\":null,\"enhance_prompt\":true}");
    }

    @Test
    void setReference() {
        assertThat(json(SetInput.prompt("p").image(SOURCE).toMessage(new ImagePayload.Reference("file_1"))))
                .isEqualTo(
                        "{\"type\":\"set_image\",\"image_ref\":\"file_1\",\"prompt\":\"p\",\"enhance_prompt\":true}");
    }

    @Test
    void aPromptThatKeepsTheImageIsAPlainPrompt() {
        assertThat(json(SetInput.prompt("p").enhance(false).keepImage().toMessage(null)))
                .isEqualTo("{\"type\":\"prompt\",\"prompt\":\"p\",\"enhance_prompt\":false}");
    }

    @Test
    void setImageOptions() {
        assertThat(json(SetImageOptions.none().toMessage(IMAGE)))
                .isEqualTo("{\"type\":\"set_image\",\"image_data\":\"AQIDBA==\"}");
        assertThat(json(SetImageOptions.none().prompt("p").toMessage(null)))
                .isEqualTo("{\"type\":\"set_image\",\"image_data\":null,\"prompt\":\"p\"}");
        assertThat(json(SetImageOptions.none().enhance(false).toMessage(IMAGE)))
                .isEqualTo("{\"type\":\"set_image\",\"image_data\":\"AQIDBA==\",\"enhance_prompt\":false}");
    }

    @Test
    void initialState() {
        assertThat(json(InitialState.none().toMessage(null)))
                .isEqualTo("{\"type\":\"set_image\",\"image_data\":null,\"prompt\":null}");
        assertThat(json(InitialState.prompt("p").toMessage(null)))
                .isEqualTo("{\"type\":\"prompt\",\"prompt\":\"p\",\"enhance_prompt\":true}");
        assertThat(json(InitialState.image(SOURCE).enhance(false).toMessage(IMAGE)))
                .isEqualTo("{\"type\":\"set_image\",\"image_data\":\"AQIDBA==\"}");
        assertThat(json(InitialState.image(SOURCE).prompt("p").enhance(false).toMessage(IMAGE)))
                .isEqualTo("{\"type\":\"set_image\",\"image_data\":\"AQIDBA==\",\"prompt\":\"p\","
                        + "\"enhance_prompt\":false}");
    }

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

    @Test
    void anEmptyPromptIsRefusedAndABlankOneIsNot() {
        refused(INVALID_INPUT, "prompt", () -> SetInput.prompt(""));
        refused(INVALID_INPUT, "prompt", () -> SetInput.image(SOURCE).prompt(""));
        refused(INVALID_INPUT, "prompt", () -> SetImageOptions.none().prompt(""));
        refused(INVALID_INPUT, "prompt", () -> InitialState.prompt(""));
        assertThat(SetInput.prompt(" ").prompt()).isEqualTo(" ");
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
    void neitherPromptNorImageIsRefusedInTheOfficialWords() {
        assertThat(refused(INVALID_INPUT, "prompt", () -> new SetInput.Values(null, null, true, false)))
                .isEqualTo("At least one of 'prompt' or 'image' must be provided");
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

    @Test
    void onlyTwoResolutionsExist() {
        assertThat(Resolution.of("720p")).isEqualTo(Resolution.P720);
        assertThat(Resolution.of("1080p")).isEqualTo(Resolution.P1080);
        assertThat(Resolution.P1080.wireName()).isEqualTo("1080p");
        for (String other : new String[] {"", "720", "720P", "4k", "P720"}) {
            assertThat(refused(INVALID_OPTIONS, "resolution", () -> Resolution.of(other)))
                    .contains("720p or 1080p");
        }
    }
}
