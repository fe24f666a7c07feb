package io.decart4j.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.decart4j.error.ErrorCode;
import io.decart4j.error.InvalidOptionException;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileUploadOptionsTest {

    @Test
    void whatIsSetIsKept() {
        FileUploadOptions options = FileUploadOptions.DEFAULT
                .named("a coat.png")
                .mediaType("image/png")
                .expiresAfter(Duration.ofDays(30));

        assertThat(options.filename()).isEqualTo("a coat.png");
        assertThat(options.mediaType()).isEqualTo("image/png");
        assertThat(options.timeToLive()).isEqualTo("2592000");
        assertThat(options.persistent().timeToLive()).isEqualTo("persistent");
        assertThat(FileUploadOptions.DEFAULT.timeToLive()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT59S", "PT720H1S", "PT61.5S", "PT0S", "-PT60S"})
    void aTimeToLiveHasBounds(String time) {
        refused("expiresAfter takes 60 to 2592000", () -> FileUploadOptions.DEFAULT.expiresAfter(Duration.parse(time)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a/b", "a\\b", "a\"b", "a\nb", "a\u007fb"})
    void aNameIsNoPathAndOneLine(String name) {
        refused("filename takes 1 to 255", () -> FileUploadOptions.DEFAULT.named(name));
        refused("filename takes 1 to 255", () -> FileUploadOptions.DEFAULT.named("a".repeat(256)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "png", "image/", "Image/png", "image/png; q=1", "image/p\nng"})
    void aMediaTypeIsOne(String type) {
        refused("mediaType takes", () -> FileUploadOptions.DEFAULT.mediaType(type));
    }

    @Test
    void aFileHasAByteAndTenMebibytesAtMost() {
        FileUploadOptions.checkLength(1);
        FileUploadOptions.checkLength(10 << 20);
        refused("file takes at least one byte", () -> FileUploadOptions.checkLength(0));
        refused("file takes at most 10485760 bytes", () -> FileUploadOptions.checkLength((10 << 20) + 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "file_", "file_a/b", "file_a?b", "file_a%2fb", "file_ a"})
    void anIdGoesIntoAPath(String id) {
        refused("fileId takes", () -> FileId.check(id));
        assertThat(FileId.check("file_A-1.b_c")).isEqualTo("file_A-1.b_c");
    }

    private static void refused(String reason, ThrowingCallable what) {
        assertThatThrownBy(what)
                .isInstanceOfSatisfying(
                        InvalidOptionException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_INPUT))
                .hasMessageStartingWith(reason);
    }
}
