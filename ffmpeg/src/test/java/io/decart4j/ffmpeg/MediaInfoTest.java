package io.decart4j.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.bytedeco.ffmpeg.global.avutil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MediaInfoTest {

    private static final int MATRIX = 40;

    @TempDir
    Path folder;

    @Test
    void pixelsThatAreNotSquareAreTold() {
        MediaInfo info = MediaFile.open(film(720, 576, 64, 45)).info();
        assertThat(info.pixelAspectRatio()).isCloseTo(64 / 45.0, within(1e-9));
        assertThat(info.displayAspectRatio()).isCloseTo(16 / 9.0, within(1e-3));
    }

    @Test
    void squarePixelsAreOne() {
        MediaInfo info = MediaFile.open(film(640, 360, 0, 1)).info();
        assertThat(info.pixelAspectRatio()).isEqualTo(1);
        assertThat(info.displayAspectRatio()).isCloseTo(16 / 9.0, within(1e-3));
    }

    @Test
    void aPortraitOfAPhoneIsUprightInItsAspect() throws IOException {
        Path file = film(640, 360, 1, 1);
        // The matrix of the track header: a quarter turn, as phones write it.
        byte[] bytes = Files.readAllBytes(file);
        int header = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("tkhd") + 4;
        ByteBuffer matrix = ByteBuffer.wrap(bytes).position(header + MATRIX);
        for (int value : new int[] {0, 1 << 16, 0, -1 << 16, 0, 0, 0, 0, 1 << 30}) {
            matrix.putInt(value);
        }
        Files.write(file, bytes);

        MediaFile portrait = MediaFile.open(file);
        assertThat(portrait.info().rotation()).isEqualTo(90);
        assertThat(portrait.info().displayAspectRatio()).isCloseTo(9 / 16.0, within(1e-3));
        assertThat(Shot.all(portrait.video())).allMatch(shot -> shot.rotation() == 90 && shot.width() == 640);
    }

    private Path film(int width, int height, int aspect, int by) {
        Path file = folder.resolve("film.mp4");
        try (Footage footage = new Footage(file, "mp4")) {
            FootageTrack video = footage.video(
                    "mpeg4", width, height, 25, settings -> settings.sample_aspect_ratio(avutil.av_make_q(aspect, by)));
            footage.begin(Map.of());
            video.picture(0, 1, 100, 128, 128).picture(1, 1, 100, 128, 128);
        }
        return file;
    }
}
