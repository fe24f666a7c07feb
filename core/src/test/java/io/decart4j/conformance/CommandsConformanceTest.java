package io.decart4j.conformance;

import static io.decart4j.error.ErrorCode.INVALID_INPUT;
import static io.decart4j.input.Refusals.refused;
import static io.decart4j.message.Wire.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.input.ImageSource;
import io.decart4j.input.InitialState;
import io.decart4j.input.SetImageOptions;
import io.decart4j.input.SetInput;
import io.decart4j.message.ImagePayload;
import org.junit.jupiter.api.Test;

/** The frames of commands, word for word, and what is refused before there is one (docs/protocol.md, C43 and C44). */
class CommandsConformanceTest {

    private static final ImageSource SOURCE = ImageSource.file("file_1");
    private static final ImagePayload IMAGE = new ImagePayload.Inline(new byte[] {1, 2, 3, 4});

    @Test
    void C43_setWithAPromptClearsTheImage() {
        assertThat(json(SetInput.prompt("p").toMessage(null)))
                .isEqualTo("{\"type\":\"set_image\",\"image_data\":null,\"prompt\":\"p\",\"enhance_prompt\":true}");
    }

    @Test
    void C43_setWithAnImage() {
        assertThat(json(SetInput.image(SOURCE).toMessage(IMAGE)))
                .isEqualTo("{\"type\":\"set_image\",\"image_data\":\"AQIDBA==\",\"enhance_prompt\":true}");
    }

    @Test
    void C43_setWithBothInEitherOrder() {
        String frame = "{\"type\":\"set_image\",\"image_data\":\"AQIDBA==\",\"prompt\":\"p\",\"enhance_prompt\":false}";

        assertThat(json(SetInput.prompt("p").enhance(false).image(SOURCE).toMessage(IMAGE)))
                .isEqualTo(frame);
        assertThat(json(SetInput.image(SOURCE).prompt("p").enhance(false).toMessage(IMAGE)))
                .isEqualTo(frame);
    }

    @Test
    void C43_setThatClears() {
        assertThat(json(SetInput.image(ImageSource.clear()).toMessage(null)))
                .isEqualTo("{\"type\":\"set_image\",\"image_data\":null,\"enhance_prompt\":true}");
    }

    @Test
    void C43_setWithAReference() {
        assertThat(json(SetInput.prompt("p").image(SOURCE).toMessage(new ImagePayload.Reference("file_1"))))
                .isEqualTo(
                        "{\"type\":\"set_image\",\"image_ref\":\"file_1\",\"prompt\":\"p\",\"enhance_prompt\":true}");
    }

    @Test
    void C43_setImageSaysOnlyWhatItWasTold() {
        assertThat(json(SetImageOptions.none().toMessage(IMAGE)))
                .isEqualTo("{\"type\":\"set_image\",\"image_data\":\"AQIDBA==\"}");
        assertThat(json(SetImageOptions.none().prompt("p").toMessage(null)))
                .isEqualTo("{\"type\":\"set_image\",\"image_data\":null,\"prompt\":\"p\"}");
        assertThat(json(SetImageOptions.none().enhance(false).toMessage(IMAGE)))
                .isEqualTo("{\"type\":\"set_image\",\"image_data\":\"AQIDBA==\",\"enhance_prompt\":false}");
    }

    @Test
    void C43_setPromptIsAPromptFrame() {
        assertThat(json(SetInput.prompt("p").enhance(false).keepImage().toMessage(null)))
                .isEqualTo("{\"type\":\"prompt\",\"prompt\":\"p\",\"enhance_prompt\":false}");
    }

    @Test
    void C44_anEmptyPromptIsRefusedAndABlankOneIsNot() {
        refused(INVALID_INPUT, "prompt", () -> SetInput.prompt(""));
        refused(INVALID_INPUT, "prompt", () -> SetInput.image(SOURCE).prompt(""));
        refused(INVALID_INPUT, "prompt", () -> SetImageOptions.none().prompt(""));
        refused(INVALID_INPUT, "prompt", () -> InitialState.prompt(""));
        assertThat(SetInput.prompt(" ").prompt()).isEqualTo(" ");
    }

    @Test
    void C44_neitherPromptNorImageIsRefusedInTheOfficialWords() {
        assertThat(refused(INVALID_INPUT, "prompt", () -> new SetInput.Values(null, null, true, false)))
                .isEqualTo("At least one of 'prompt' or 'image' must be provided");
    }
}
