package io.decart4j.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.bytedeco.ffmpeg.global.avutil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Times of GIFs are those that browsers show them at. */
class GifTest {

    @TempDir
    Path folder;

    @Test
    void aDelayOfAHundredthIsATenth() {
        MediaFile gif = MediaFile.open(gif(1));
        assertThat(gif.info().duration().toMillis()).isEqualTo(1_000);
        assertThat(gif.info().frameRate()).isEqualTo(10);
        assertThat(Shot.times(gif.video())).containsExactly(0L, 100L, 200L, 300L, 400L, 500L, 600L, 700L, 800L, 900L);
        assertThat(Shot.all(gif.atFrameRate(20).video())).hasSize(20);
    }

    @Test
    void aDelayOfTwoHundredthsIsMeant() {
        MediaFile gif = MediaFile.open(gif(2));
        assertThat(gif.info().duration().toMillis()).isEqualTo(200);
        List<Long> times = Shot.times(gif.video());
        assertThat(times).hasSize(10).startsWith(0L, 20L, 40L).endsWith(180L);
    }

    private Path gif(int hundredths) {
        Path file = folder.resolve("moving" + hundredths + ".gif");
        try (Footage footage = new Footage(file, "gif")) {
            FootageTrack video = footage.video("gif", 64, 48, 100, settings -> {
                settings.pix_fmt(avutil.AV_PIX_FMT_GRAY8);
            });
            footage.begin(Map.of());
            for (int i = 0; i < 10; i++) {
                video.picture((long) i * hundredths, hundredths, 20 * i, 0, 0);
            }
        }
        return file;
    }
}
