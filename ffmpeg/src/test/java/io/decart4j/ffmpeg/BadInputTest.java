package io.decart4j.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.decart4j.ffmpeg.MediaFileException.Problem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.bytedeco.ffmpeg.global.avutil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.test.StepVerifier;

/** What is no film: each time a typed error that names the file. */
class BadInputTest {

    @TempDir
    Path folder;

    @AfterEach
    void everythingIsGivenBack() {
        Leftovers.await();
    }

    @Test
    void whatMayNotBeReadIsUnreadable() throws IOException {
        Path file = Files.writeString(folder.resolve("secret.mp4"), "x");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("---------"));
        assumeThat(Files.isReadable(file)).isFalse();
        assertProblem(file, Problem.UNREADABLE);
    }

    @Test
    void aFileThatIsGoneIsUnreadable() throws IOException {
        Path file = film("gone.mp4", 3);
        MediaFile media = MediaFile.open(file);
        Files.delete(file);
        StepVerifier.create(media.video())
                .verifyErrorSatisfies(e -> assertThat(e).isInstanceOfSatisfying(MediaFileException.class, told -> {
                    assertThat(told.problem()).isEqualTo(Problem.UNREADABLE);
                    assertThat(told).hasMessageContaining("gone.mp4");
                }));
    }

    @ParameterizedTest
    @ValueSource(strings = {"none.mp4", "none.avi"})
    void aFilmWithoutAPictureHasNoVideo(String name) {
        Path file = film(name, 0);
        assertThatThrownBy(() -> MediaFile.open(file).video().blockLast())
                .isInstanceOfSatisfying(MediaFileException.class, told -> {
                    assertThat(told.problem()).isEqualTo(Problem.NO_VIDEO);
                    assertThat(told).hasMessageContaining(name);
                });
    }

    @ParameterizedTest
    @ValueSource(ints = {12_000, 16_384, 65_535})
    void picturesThatAreTooLargeAreRefusedBeforeTheyAreDecoded(int side) throws IOException {
        Path file = folder.resolve("huge.gif");
        try (Footage footage = new Footage(file, "gif")) {
            FootageTrack video =
                    footage.video("gif", 64, 48, 10, settings -> settings.pix_fmt(avutil.AV_PIX_FMT_GRAY8));
            footage.begin(Map.of());
            video.picture(0, 1, 100, 0, 0);
        }
        byte[] bytes = Files.readAllBytes(file);
        ByteBuffer.wrap(bytes)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort(6, (short) side)
                .putShort(8, (short) side);
        Files.write(file, bytes);
        assertThatThrownBy(() -> MediaFile.open(file)).isInstanceOfSatisfying(MediaFileException.class, told -> {
            assertThat(told.problem()).isEqualTo(Problem.NO_VIDEO);
            assertThat(told).hasMessageContaining("huge.gif").hasMessageContaining("pictures of");
        });
    }

    private Path film(String name, int pictures) {
        Path file = folder.resolve(name);
        try (Footage footage = new Footage(file, name.endsWith("mp4") ? "mp4" : "avi")) {
            FootageTrack video = footage.video("mpeg4", 64, 48, 25, settings -> {});
            footage.begin(Map.of());
            for (int i = 0; i < pictures; i++) {
                video.picture(i, 1, 100, 128, 128);
            }
        }
        return file;
    }

    private static void assertProblem(Path file, Problem problem) {
        assertThatThrownBy(() -> MediaFile.open(file)).isInstanceOfSatisfying(MediaFileException.class, told -> {
            assertThat(told.problem()).isEqualTo(problem);
            assertThat(told).hasMessageContaining(String.valueOf(file.getFileName()));
        });
    }
}
