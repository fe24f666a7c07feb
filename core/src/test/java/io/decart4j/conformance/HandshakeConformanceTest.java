package io.decart4j.conformance;

import static io.decart4j.message.Wire.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.input.ImageSource;
import io.decart4j.input.InitialState;
import io.decart4j.message.ClientMessage;
import io.decart4j.message.ImagePayload;
import org.junit.jupiter.api.Test;

/** The frames that open a session, word for word (docs/protocol.md, C13, C14, C24 and C52). */
class HandshakeConformanceTest {

    private static final ImageSource SOURCE = ImageSource.file("file_1");
    private static final ImagePayload IMAGE = new ImagePayload.Inline(new byte[] {1, 2, 3, 4});

    @Test
    void C13_anImageMayComeWithAPromptOrWithNeitherPromptField() {
        assertThat(json(InitialState.image(SOURCE).prompt("p").enhance(false).toMessage(IMAGE)))
                .isEqualTo("{\"type\":\"set_image\",\"image_data\":\"AQIDBA==\",\"prompt\":\"p\","
                        + "\"enhance_prompt\":false}");
        assertThat(json(InitialState.image(SOURCE).enhance(false).toMessage(IMAGE)))
                .isEqualTo("{\"type\":\"set_image\",\"image_data\":\"AQIDBA==\"}");
        assertThat(json(InitialState.prompt("p").toMessage(null)))
                .isEqualTo("{\"type\":\"prompt\",\"prompt\":\"p\",\"enhance_prompt\":true}");
    }

    @Test
    void C24_theJoinSaysWhetherTheVideoPassesAndNothingElse() {
        assertThat(json(new ClientMessage.LivekitJoin(true)))
                .isEqualTo("{\"type\":\"livekit_join\",\"passthrough\":true}");
        assertThat(json(new ClientMessage.LivekitJoin(false)))
                .isEqualTo("{\"type\":\"livekit_join\",\"passthrough\":false}");
    }

    @Test
    void C52_anUploadedFileIsNamedAndNotSent() {
        assertThat(json(InitialState.image(ImageSource.of("file_9"))
                        .prompt("p")
                        .toMessage(new ImagePayload.Reference("file_9"))))
                .isEqualTo(
                        "{\"type\":\"set_image\",\"image_ref\":\"file_9\",\"prompt\":\"p\",\"enhance_prompt\":true}");
    }

    @Test
    void C14_nothingSuppliedIsTwoNullsAndNoEnhance() {
        assertThat(json(InitialState.none().toMessage(null)))
                .isEqualTo("{\"type\":\"set_image\",\"image_data\":null,\"prompt\":null}");
    }
}
