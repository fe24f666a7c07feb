package io.decart4j.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_S16P;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.bytedeco.ffmpeg.global.avformat;
import org.bytedeco.ffmpeg.global.avutil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How long the last picture stands. */
class LastPictureTest {

    @TempDir
    Path folder;

    @AfterEach
    void everythingIsGivenBack() {
        Leftovers.await();
    }

    @Test
    void aLastPictureThatStandsForSecondsIsShownForSeconds() {
        Path file = folder.resolve("screen.mp4");
        try (Footage footage = new Footage(file, "mp4")) {
            FootageTrack video = footage.video("mpeg4", 64, 48, 30, settings -> {});
            footage.begin(Map.of());
            for (int i = 0; i < 44; i++) {
                video.picture(i, 1, 100, 128, 128);
            }
            video.picture(44, 75, 180, 128, 128);
        }
        MediaFile media = MediaFile.open(file);
        assertThat(media.info().duration().toMillis()).isBetween(3_960L, 3_970L);
        List<Shot> steady = Shot.all(media.atFrameRate(30).video());
        assertThat(steady).hasSize(119);
        assertThat(steady.stream().filter(shot -> shot.y() > 140)).hasSize(75);
    }

    @Test
    void coverArtStandsForAsLongAsTheSound() {
        Path file = folder.resolve("song.mp3");
        try (Footage footage = new Footage(file, "mp3")) {
            FootageTrack sound = footage.audio("libmp3lame", AV_SAMPLE_FMT_S16P, 44_100, 2);
            FootageTrack cover = footage.video("mjpeg", 64, 48, 25, settings -> {
                settings.pix_fmt(avutil.AV_PIX_FMT_YUVJ420P);
                settings.color_range(avutil.AVCOL_RANGE_JPEG);
            });
            cover.stream().disposition(avformat.AV_DISPOSITION_ATTACHED_PIC);
            footage.begin(Map.of());
            cover.picture(0, 1, 255, 128, 128);
            sound.tone(440, 2);
        }
        MediaFile song = MediaFile.open(file);
        assertThat(song.info().frameRate()).isZero();
        List<Shot> own = Shot.all(song.video());
        assertThat(own).hasSize(1);
        assertThat(own.get(0).isColour(235, 128, 128, 2)).isTrue();
        assertThat(Shot.all(song.atFrameRate(10).video()).size()).isBetween(20, 21);
    }
}
