package io.decart4j.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_FLTP;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_S16;

import io.decart4j.media.AudioFrame;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Streams that were joined, or whose clock was set: their times fall back or leap. */
class TimesThatBeginAnewTest {

    @TempDir
    Path folder;

    @AfterEach
    void everythingIsGivenBack() {
        Leftovers.await();
    }

    @Test
    void twoStreamsInOneFileAreOneBehindTheOther() throws IOException {
        Path one = stream("one.ts", 0, 4);
        MediaFile twice = MediaFile.open(Footage.joined(folder.resolve("twice.ts"), one, one));

        List<Shot> pictures = Shot.all(twice.video());
        List<AudioFrame> sound = RoundTripTest.all(twice.audio());

        assertThat(pictures).hasSize(200);
        inOrderWithoutAHole(pictures);
        assertThat(pictures.get(199).millis()).isCloseTo(7_960, within(150L));
        assertThat(sound.size()).isCloseTo(800, within(15));
        flashAndToneAreTogether(pictures, sound, 2);
    }

    @Test
    void atAFrameRateNothingOfTheSecondIsLost() throws IOException {
        Path one = stream("one.ts", 0, 4);
        MediaFile twice = MediaFile.open(Footage.joined(folder.resolve("twice.ts"), one, one));
        assertThat(Shot.all(twice.atFrameRate(10).video()).size()).isCloseTo(80, within(2));
    }

    @Test
    void aClockThatLeapsByHoursIsFollowed() throws IOException {
        Path file = Footage.joined(folder.resolve("leap.ts"), stream("now.ts", 0, 4), stream("late.ts", 5 * 3600, 4));
        MediaFile leap = MediaFile.open(file);

        List<Shot> pictures = Shot.all(leap.video());
        List<AudioFrame> sound = RoundTripTest.all(leap.audio().take(2_000));

        assertThat(pictures).hasSize(200);
        inOrderWithoutAHole(pictures);
        assertThat(sound.size()).isCloseTo(800, within(15));
        flashAndToneAreTogether(pictures, sound, 2);
    }

    @Test
    void threeProgramStreamsAreOneBehindTheOther() throws IOException {
        Path one = stream("one.mpg", 0, 2);
        MediaFile joined = MediaFile.open(Footage.joined(folder.resolve("joined.mpg"), one, one, one));
        List<Shot> pictures = Shot.all(joined.video());
        assertThat(pictures).hasSize(150);
        inOrderWithoutAHole(pictures);
        // Each has whole frames of 26 ms: 2.06 s.
        assertThat(RoundTripTest.all(joined.audio()).size()).isCloseTo(619, within(12));
    }

    @Test
    void aTimeFarBehindTheToldEndIsALeap() throws IOException {
        Path file = folder.resolve("far.webm");
        Recorder.to(file)
                .record(new Clips().video(150, 10), Clips.tone(440, 500, 0, 48_000, 2))
                .block();
        // The last cluster says that it is a minute later.
        byte[] bytes = Files.readAllBytes(file);
        int cluster = new String(bytes, StandardCharsets.ISO_8859_1).lastIndexOf("\u001fC\u00b6u");
        int time = new String(bytes, StandardCharsets.ISO_8859_1).indexOf('\u00e7', cluster);
        bytes[time + 2] = (byte) 0xff;
        Files.write(file, bytes);

        List<AudioFrame> sound = RoundTripTest.all(MediaFile.open(file).audio().take(3_000));
        assertThat(sound.size()).isCloseTo(500, within(15));
        assertThat(Loudness.loud(sound)).isCloseTo(500, within(15L));
        assertThat(Shot.all(MediaFile.open(file).atFrameRate(30).video().take(1_000))
                        .size())
                .isCloseTo(150, within(2));
    }

    @Test
    void aPauseOfSoundAloneIsSilenceAndNoLeap() {
        Path file = folder.resolve("pause.ts");
        try (Footage footage = new Footage(file, "mpegts")) {
            FootageTrack video = footage.video("mpeg2video", 64, 48, 25, settings -> {});
            FootageTrack sound = footage.audio("aac", AV_SAMPLE_FMT_FLTP, 48_000, 2);
            footage.begin(Map.of());
            sound.tone(1000, 1);
            for (int i = 0; i < 20 * 25; i++) {
                video.picture(i, 1, 120, 128, 128);
            }
            sound.at(19 * 48_000).tone(1000, 1);
        }
        List<AudioFrame> sound = RoundTripTest.all(MediaFile.open(file).audio());
        assertThat(sound.size()).isCloseTo(2_000, within(10));
        assertThat(Loudness.loud(sound)).isCloseTo(200, within(10L));
        assertThat(Loudness.loud(sound.subList(120, 1_880))).isZero();
    }

    /** A flash and a tone begin 1 s after the beginning and last half a second. */
    private Path stream(String name, int beginSeconds, int seconds) {
        Path file = folder.resolve(name);
        boolean program = name.endsWith("mpg");
        try (Footage footage = new Footage(file, program ? "vob" : "mpegts")) {
            FootageTrack video = footage.video("mpeg2video", 64, 48, 25, settings -> {});
            FootageTrack sound = program
                    ? footage.audio("mp2", AV_SAMPLE_FMT_S16, 44_100, 2)
                    : footage.audio("aac", AV_SAMPLE_FMT_FLTP, 44_100, 2);
            footage.begin(Map.of());
            for (int i = 0; i < seconds * 25; i++) {
                video.picture(beginSeconds * 25L + i, 1, i >= 25 && i < 37 ? 200 : 60, 128, 128);
            }
            sound.at(beginSeconds * 44_100L)
                    .tone(1000, 1, channel -> false)
                    .tone(1000, 0.5)
                    .tone(1000, seconds - 1.5, channel -> false);
        }
        return file;
    }

    private static void inOrderWithoutAHole(List<Shot> pictures) {
        for (int i = 1; i < pictures.size(); i++) {
            assertThat(pictures.get(i).millis() - pictures.get(i - 1).millis())
                    .as("from picture %d to the next", i - 1)
                    .isBetween(1L, 200L);
        }
    }

    private static void flashAndToneAreTogether(List<Shot> pictures, List<AudioFrame> sound, int times) {
        int seen = 0;
        for (int i = 1; i < pictures.size(); i++) {
            if (pictures.get(i).y() > 140 && pictures.get(i - 1).y() < 140) {
                seen++;
                long flash = pictures.get(i).millis();
                int piece = (int) (flash / 10);
                assertThat(Loudness.loud(sound.subList(piece - 20, piece - 6)))
                        .as("before the flash at %d", flash)
                        .isZero();
                assertThat(Loudness.loud(sound.subList(piece + 6, piece + 20)))
                        .as("after the flash at %d", flash)
                        .isEqualTo(14);
            }
        }
        assertThat(seen).isEqualTo(times);
    }
}
