package io.decart4j.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_FLTP;

import io.decart4j.ffmpeg.MediaFileException.Problem;
import io.decart4j.media.AudioFrame;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.test.StepVerifier;

class DamagedFileTest {

    @TempDir
    Path folder;

    @AfterEach
    void everythingIsGivenBack() {
        Leftovers.await();
    }

    @Test
    void aDamagedPacketOfSoundCostsItsOwnTimeAlone() {
        List<AudioFrame> sound =
                RoundTripTest.all(MediaFile.open(clip(p -> false, p -> p == 50)).audio());
        assertThat(sound.size()).isCloseTo(400, within(3));
        assertThat(Loudness.loud(sound.subList(5, 395))).isBetween(380L, 390L);
        assertThat(Tone.of(sound.subList(200, 400)).hertz()).isCloseTo(1000, within(3.0));
    }

    @Test
    void aDamagedPictureCostsItselfAlone() {
        List<Shot> pictures =
                Shot.all(MediaFile.open(clip(p -> p == 43, p -> false)).video());
        assertThat(pictures).hasSize(99);
        assertThat(pictures.get(98).millis()).isEqualTo(3_960);
    }

    @Test
    void aDamagedPictureAtAFrameRateLeavesTheOneBefore() {
        List<Long> times = Shot.times(
                MediaFile.open(clip(p -> p == 43, p -> false)).atFrameRate(25).video());
        assertThat(times).hasSize(100).endsWith(3_960L);
    }

    @Test
    void whatWasSkippedIsToldAtTheEnd() {
        List<Reading> told = new java.util.concurrent.CopyOnWriteArrayList<>();
        MediaFile file =
                MediaFile.open(clip(p -> p == 43 || p == 44, p -> p % 10 == 5)).reportingTo(told::add);
        Shot.all(file.video());
        assertThat(told).containsExactly(new Reading(file.path(), Reading.Track.VIDEO, 98, 2, 0));
        RoundTripTest.all(file.audio());
        assertThat(told).hasSize(2);
        assertThat(told.get(1).track()).isEqualTo(Reading.Track.AUDIO);
        assertThat(told.get(1).damagedPackets()).isBetween(10L, 20L);
        assertThat(told.get(1).frames()).isCloseTo(400, within(3L));
    }

    @Test
    void whatCannotBeDecodedAtAllIsDamaged() {
        MediaFile file = MediaFile.open(clip(p -> true, p -> false));
        StepVerifier.create(file.video()).verifyErrorSatisfies(e -> assertDamaged(e, file.path()));
        StepVerifier.create(file.atFrameRate(30).video()).verifyErrorSatisfies(e -> assertDamaged(e, file.path()));
    }

    @Test
    void aStreamThatIsBrokenForLongIsDamaged() {
        Path path = folder.resolve("long.mkv");
        try (Footage footage = new Footage(path, "matroska")) {
            FootageTrack video = footage.video("ffv1", 32, 32, 25, settings -> settings.gop_size(1))
                    .damaging(p -> p >= 50);
            footage.begin(Map.of());
            for (int i = 0; i < 1_000; i++) {
                video.picture(i, 1, i % 200, 128, 128);
            }
        }
        StepVerifier.create(MediaFile.open(path).video().map(Shot::of))
                .expectNextCount(50)
                .verifyErrorSatisfies(e -> assertDamaged(e, path));
    }

    private static void assertDamaged(Throwable e, Path file) {
        assertThat(e).isInstanceOfSatisfying(MediaFileException.class, told -> {
            assertThat(told.problem()).isEqualTo(Problem.DAMAGED);
            assertThat(told).hasMessageStartingWith(file.toString());
        });
    }

    /** 100 pictures that stand each for itself, and 4 s of sound. */
    private Path clip(IntPredicate pictures, IntPredicate packetsOfSound) {
        Path file = folder.resolve("clip.mkv");
        try (Footage footage = new Footage(file, "matroska")) {
            FootageTrack video = footage.video("ffv1", 64, 48, 25, settings -> settings.gop_size(1))
                    .damaging(pictures);
            FootageTrack sound =
                    footage.audio("aac", AV_SAMPLE_FMT_FLTP, 48_000, 2).damaging(packetsOfSound);
            footage.begin(Map.of());
            for (int i = 0; i < 100; i++) {
                video.picture(i, 1, 60 + i, 128, 128);
            }
            sound.tone(1000, 4);
        }
        return file;
    }
}
