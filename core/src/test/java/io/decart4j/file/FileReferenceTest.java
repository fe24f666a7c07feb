package io.decart4j.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.decart4j.error.ErrorCode;
import io.decart4j.error.RequestException;
import io.decart4j.input.ImageSource;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileReferenceTest {

    @Test
    void whatTheServiceSaysOfAFile() {
        FileReference file = read(
                "{\"id\":\"file_a1\",\"filename\":\"coat.png\",\"mime_type\":\"image/png\",\"size_bytes\":12,"
                        + "\"created_at\":\"2026-11-30T10:00:00Z\",\"expires_at\":\"2026-12-01T11:00:00.5+01:00\",\"new\":{\"id\":1}}");

        assertThat(file)
                .isEqualTo(new FileReference(
                        "file_a1",
                        "coat.png",
                        "image/png",
                        12,
                        Instant.parse("2026-11-30T10:00:00Z"),
                        Instant.parse("2026-12-01T10:00:00.5Z")));
        assertThat(file.image()).isEqualTo(ImageSource.file("file_a1"));
    }

    @Test
    void whatMayBeMissing() {
        FileReference file = read(
                "{\"id\":\"file_a1\",\"filename\":null,\"created_at\":\"2026-11-30T10:00:00Z\",\"expires_at\":null}");

        assertThat(file.filename()).isNull();
        assertThat(file.expiresAt()).isNull();
        assertThat(file.mediaType()).isEqualTo("application/octet-stream");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"id\":\"file_a1\"}",
                "{\"id\":\"a1\",\"created_at\":\"2026-11-30T10:00:00Z\"}",
                "{\"id\":\"file_a/../b\",\"created_at\":\"2026-11-30T10:00:00Z\"}",
                "{\"id\":\"file_a1\",\"created_at\":\"yesterday\"}",
                "{\"id\":\"file_a1\",\"created_at\":\"2026-11-30T10:00:00Z\",\"size_bytes\":-1}",
                "{\"id\":\"file_a1\",\"zebra\":"
            })
    void anotherAnswerIsAnErrorThatDoesNotQuoteIt(String json) {
        assertThatThrownBy(() -> read(json))
                .isInstanceOfSatisfying(RequestException.class, e -> {
                    assertThat(e.code()).isEqualTo(ErrorCode.FILES_GET_ERROR);
                    assertThat(e.status()).isEqualTo(200);
                })
                .hasMessageNotContaining("zebra");
    }

    private static FileReference read(String json) {
        return FileReference.fromJson(json.getBytes(StandardCharsets.UTF_8), ErrorCode.FILES_GET_ERROR);
    }
}
