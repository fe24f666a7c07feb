package io.decart4j.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.decart4j.ffmpeg.FilmKind.Fate;
import io.decart4j.media.AudioFrame;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Flux;

/**
 * Files of forty kinds, each with numbers of its own: what was written is read, or a typed error tells why not, and nothing waits
 * for ever. {@code -Dmedia.files=200} for more than one of each.
 */
class ManyFilesTest {

    private static final int FILES = Integer.getInteger("media.files", FilmKind.ALL.size());
    private static final Duration LIMIT = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    @Test
    void filesOfAllKindsAreReadAsTheyWereWritten() throws IOException {
        for (int seed = 0; seed < FILES; seed++) {
            Film film = Film.of(FilmKind.ALL.get(seed % FilmKind.ALL.size()), seed);
            Path file = film.write(folder);
            if (film.kind().fate() == Fate.WHOLE || film.kind().fate() == Fate.JOINED) {
                readInFull(film, file);
            } else {
                readAsFarAsItGoes(film, file);
            }
            Files.delete(file);
        }
        Leftovers.await();
    }

    private static void readInFull(Film film, Path file) {
        MediaFile media = MediaFile.open(file);
        assertThat(media.info().width()).as("width of %s", film).isEqualTo(film.width());
        assertThat(media.info().height()).as("height of %s", film).isEqualTo(film.height());
        assertThat(media.info().hasAudio()).as("sound of %s", film).isEqualTo(film.hasSound());
        List<Shot> shots = all(media.video().map(Shot::of));
        assertThat(shots).as("pictures of %s", film).hasSize(film.pictures() * film.times());
        assertThat(shots.get(shots.size() - 1).millis())
                .as("last picture of %s", film)
                .isCloseTo(Math.round((film.seconds() - 1.0 / film.fps()) * 1000), within(60L * film.times()));
        assertThat(all(media.atFrameRate(30).video().map(Shot::of)).size())
                .as("at a frame rate, of %s", film)
                .isCloseTo((int) Math.round(film.seconds() * 30), within(3 * film.times()));
        if (film.hasSound()) {
            List<AudioFrame> sound = all(media.audio());
            assertThat(sound.size() / 100.0)
                    .as("seconds of sound of %s", film)
                    .isCloseTo(film.seconds(), within(0.15 * film.times()));
        }
    }

    private static void readAsFarAsItGoes(Film film, Path file) {
        try {
            MediaFile media = MediaFile.open(file);
            List<Shot> shots = all(media.video().map(Shot::of));
            assertThat(shots.size()).as("pictures of %s", film).isBetween(1, film.pictures() + 1);
            assertThat(all(media.atFrameRate(30).video().map(Shot::of)).size())
                    .as("at a frame rate, of %s", film)
                    .isPositive();
            if (media.info().hasAudio()) {
                assertThat(all(media.audio()).size() / 100.0)
                        .as("seconds of sound of %s", film)
                        .isLessThan(film.seconds() + 45);
            }
        } catch (MediaFileException told) {
            assertThat(told).hasMessageStartingWith(file.toString());
        }
    }

    private static <T> List<T> all(Flux<T> flux) {
        return Objects.requireNonNull(flux.collectList().block(LIMIT));
    }
}
