package io.decart4j.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_S16;

import io.decart4j.media.AudioFrame;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Picture and sound of a looped file go round together, for as long as one likes. */
class LoopTest {

    private static final int ROUNDS = 30;

    @TempDir
    Path folder;

    @AfterEach
    void everythingIsGivenBack() {
        Leftovers.await();
    }

    /** Milliseconds of picture and of sound; a live stream tells no duration. */
    @ParameterizedTest
    @CsvSource({
        "1000, 1000, live",
        "1000, 1400, live",
        "1400, 1000, live",
        "1000, 1400, file",
        "1400, 1000, file",
        "1034, 1000, live"
    })
    void theRoundsOfPictureAndSoundAreOfOneLength(int picture, int sound, String kind) {
        MediaFile looped = MediaFile.open(clip("clip.webm", picture, sound, "live".equals(kind)))
                .looped();

        List<Long> flashes = flashes(looped);
        List<Long> tones = tones(looped);

        long apart = tones.get(0) - flashes.get(0);
        assertThat(apart).isBetween(-15L, 15L);
        assertThat(tones.get(ROUNDS) - flashes.get(ROUNDS)).isCloseTo(apart, within(3L));
        double round = (flashes.get(ROUNDS) - flashes.get(0)) / (double) ROUNDS;
        assertThat(round).isCloseTo(Math.max(picture, sound), within(25.0));
    }

    @Test
    void twoJoinedStreamsGoRoundAsAWhole() throws IOException {
        Path one = clip("one.ts", 1000, 1000, false);
        MediaFile looped = MediaFile.open(Footage.joined(folder.resolve("two.ts"), one, one))
                .looped();

        List<Long> flashes = flashes(looped);
        List<Long> tones = tones(looped);

        assertThat(flashes.get(ROUNDS)).isCloseTo(30_500L, within(3_000L));
        assertThat(tones.get(ROUNDS)).isCloseTo(flashes.get(ROUNDS), within(30L));
    }

    private static List<Long> flashes(MediaFile looped) {
        List<Long> flashes = new ArrayList<>();
        boolean[] bright = {false};
        looped.video()
                .map(Shot::of)
                .takeUntil(shot -> {
                    if (shot.y() > 140 && !bright[0]) {
                        flashes.add(shot.millis());
                    }
                    bright[0] = shot.y() > 140;
                    return flashes.size() > ROUNDS;
                })
                .blockLast();
        return flashes;
    }

    private static List<Long> tones(MediaFile looped) {
        List<Long> tones = new ArrayList<>();
        long[] quiet = {48_000};
        looped.audio()
                .takeUntil(piece -> {
                    listen(piece, quiet, tones);
                    return tones.size() > ROUNDS;
                })
                .blockLast();
        return tones;
    }

    private static void listen(AudioFrame piece, long[] quiet, List<Long> tones) {
        for (int i = 0; i < piece.samples(); i++) {
            if (Math.abs(piece.sample(i, 0)) > 3_000) {
                if (quiet[0] > 9_600) {
                    tones.add((piece.sequence() * 480 + i) / 48);
                }
                quiet[0] = 0;
            } else {
                quiet[0]++;
            }
        }
    }

    /** A flash and a tone of 100 ms, half a second from the beginning. */
    private Path clip(String name, int picture, int sound, boolean live) {
        Path file = folder.resolve(name);
        boolean stream = name.endsWith("ts");
        try (Footage footage = new Footage(file, stream ? "mpegts" : "webm")) {
            FootageTrack video = footage.video(stream ? "mpeg2video" : "libvpx", 64, 48, 30, settings -> {});
            FootageTrack audio = footage.audio(stream ? "mp2" : "libopus", AV_SAMPLE_FMT_S16, 48_000, 2);
            footage.begin(live ? Map.of("live", "1") : Map.of());
            for (int i = 0; i < picture * 30 / 1000; i++) {
                video.picture(i, 1, i >= 15 && i < 18 ? 200 : 60, 128, 128);
            }
            audio.tone(1000, 0.5, channel -> false).tone(1000, 0.1).tone(1000, sound / 1000.0 - 0.6, channel -> false);
        }
        return file;
    }
}
