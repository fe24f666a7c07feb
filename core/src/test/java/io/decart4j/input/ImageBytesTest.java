package io.decart4j.input;

import static io.decart4j.error.ErrorCode.INVALID_INPUT;
import static io.decart4j.input.Pictures.latin1;
import static io.decart4j.input.Pictures.png;
import static io.decart4j.input.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageBytesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u0089PNG\r\n\u001a\n",
                "\u00ff\u00d8\u00ff\u00e0",
                "\u00ff\u00d8\u00ff",
                "RIFF\1\2\3\4WEBPVP8 ",
                "GIF87a",
                "GIF89a\1",
                "BM\1\2\3\4\0\0\0\0",
                "\0\0\0 ftypavif",
                "\0\0\0 ftypheic",
                "\0\0\0 ftypmif1"
            })
    void picturesAreKnownByTheirFirstBytes(String bytes) {
        assertThatCode(() -> ImageBytes.check(latin1(bytes), "image")).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "PNG\r\n\u001a\n",
                "\u0089PNG\r\n\u001a",
                "\u00ff\u00d8",
                "RIFF\1\2\3\4WAVEfmt ",
                "GIF88a",
                "BMW is a car",
                "\0\0\0 ftypmp42",
                "\0\0\0 ftyp",
                "<svg xmlns='http://www.w3.org/2000/svg'/>",
                "%PDF-1.7"
            })
    void anythingElseIsRefused(String bytes) {
        assertThat(refused(
                        INVALID_INPUT,
                        "initialState.image",
                        () -> ImageBytes.check(latin1(bytes), "initialState.image")))
                .isEqualTo("initialState.image takes PNG, JPEG, WebP, GIF, BMP, AVIF or HEIC, got " + bytes.length()
                        + " other bytes");
    }

    @Test
    void nothingIsRefused() {
        assertThat(refused(INVALID_INPUT, "image", () -> ImageBytes.check(new byte[0], "image")))
                .isEqualTo("image takes an image, got no bytes");
    }

    @Test
    void tenMebibytesAreTheMost() {
        assertThatCode(() -> ImageBytes.check(png(10 * 1024 * 1024), "image")).doesNotThrowAnyException();
        assertThat(refused(INVALID_INPUT, "image", () -> ImageBytes.check(png(10 * 1024 * 1024 + 1), "image")))
                .isEqualTo("image takes at most 10485760 bytes, got 10485761");
    }
}
