package io.decart4j.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_FLTP;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_S16;

import io.decart4j.media.AudioFrame;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Flux;

/** Streams whose sound has another form from some moment on, as broadcasts have. */
class ChangingSoundTest {

    @TempDir
    Path folder;

    @AfterEach
    void everythingIsGivenBack() {
        Leftovers.await();
    }

    @Test
    void aFileWhoseSampleRateChangesKeepsItsPitch() throws IOException {
        Path file = Footage.joined(
                folder.resolve("rates.ts"),
                part("48.ts", "aac", AV_SAMPLE_FMT_FLTP, 48_000, 2, 0, c -> true),
                part("44.ts", "aac", AV_SAMPLE_FMT_FLTP, 44_100, 2, 2, c -> true));

        List<AudioFrame> sound = RoundTripTest.all(MediaFile.open(file).audio());

        assertThat(sound.size()).isCloseTo(400, within(8));
        assertThat(Tone.of(sound.subList(20, 180)).hertz()).isCloseTo(1000, within(3.0));
        assertThat(Tone.of(sound.subList(220, 380)).hertz()).isCloseTo(1000, within(3.0));
        assertThat(Loudness.loud(sound.subList(10, 390))).isGreaterThan(375);
    }

    @Test
    void aFileWhoseLayoutGrowsHasBothChannelsMixed() throws IOException {
        Path file = Footage.joined(
                folder.resolve("grows.ts"),
                part("mono.ts", "aac", AV_SAMPLE_FMT_FLTP, 48_000, 1, 0, c -> true),
                part("right.ts", "aac", AV_SAMPLE_FMT_FLTP, 48_000, 2, 2, c -> c == 1));

        List<AudioFrame> sound = RoundTripTest.all(MediaFile.open(file).audio());

        assertThat(sound).allMatch(piece -> piece.channels() == 1);
        // The tone is on the right alone there: who takes the first channel for all has silence.
        assertThat(Loudness.loud(sound.subList(220, 380))).isEqualTo(160);
    }

    @Test
    void aFileWhoseLayoutShrinksIsReadToItsEnd() throws IOException {
        Path file = Footage.joined(
                folder.resolve("shrinks.ts"),
                part("stereo.ts", "aac", AV_SAMPLE_FMT_FLTP, 48_000, 2, 0, c -> true),
                part("one.ts", "aac", AV_SAMPLE_FMT_FLTP, 48_000, 1, 2, c -> true));

        List<AudioFrame> sound = RoundTripTest.all(MediaFile.open(file).audio());

        assertThat(sound.size()).isCloseTo(400, within(8));
        assertThat(sound).allMatch(piece -> piece.channels() == 2);
        assertThat(sound.subList(220, 380)).allMatch(piece -> Loudness.peak(piece, 1) > 3_000);
        assertThat(Tone.of(sound.subList(220, 380)).hertz()).isCloseTo(1000, within(3.0));
    }

    @Test
    void surroundThatBecomesStereoIsReadToItsEnd() throws IOException {
        Path file = Footage.joined(
                folder.resolve("surround.ts"),
                part("six.ts", "ac3", AV_SAMPLE_FMT_FLTP, 48_000, 6, 0, c -> true),
                part("two.ts", "ac3", AV_SAMPLE_FMT_FLTP, 48_000, 2, 2, c -> true));

        List<AudioFrame> sound = RoundTripTest.all(MediaFile.open(file).audio());

        assertThat(sound.size()).isCloseTo(400, within(8));
        assertThat(Loudness.loud(sound.subList(10, 390))).isGreaterThan(375);
    }

    @Test
    void aRecordingWhoseSoundChangesItsRateAgainAndAgainHasNoHoles() {
        Flux<AudioFrame> sound = Flux.range(0, 300)
                .concatMap(i -> Clips.tone(1000, 300, 0, i % 2 == 0 ? 16_000 : 44_100, 1)
                        .skip(i)
                        .take(1));
        Path file = folder.resolve("rates.webm");
        Recorder.to(file).record(new Clips().video(90, 5), sound).block();

        List<AudioFrame> read = RoundTripTest.all(MediaFile.open(file).audio());
        assertThat(read.size()).isCloseTo(300, within(3));
        assertThat(Loudness.loud(read.subList(5, 290))).isEqualTo(285);
    }

    @Test
    void aRecordingWhoseSoundChangesItsChannelsAndItsRateHasNoHoles() {
        Flux<AudioFrame> sound = Flux.concat(
                Clips.tone(1000, 300, 0, 48_000, 2).take(100),
                Clips.tone(1000, 300, 0, 48_000, 1).skip(100).take(60),
                Clips.tone(1000, 300, 0, 8_000, 1).skip(160).take(60),
                Clips.tone(1000, 300, 0, 44_100, 2).skip(220));
        Path file = folder.resolve("channels.webm");
        Recorder.to(file).record(new Clips().video(90, 5), sound).block();

        List<AudioFrame> read = RoundTripTest.all(MediaFile.open(file).audio());
        assertThat(read.size()).isCloseTo(300, within(3));
        assertThat(Loudness.loud(read.subList(5, 290))).isEqualTo(285);
        for (int second = 0; second < 290; second += 58) {
            assertThat(Tone.of(read.subList(second + 5, second + 58)).hertz()).isCloseTo(1000, within(20.0));
        }
    }

    @Test
    void aConverterRefusesSoundThatItWasNotMadeFor() {
        try (Sound six = new Sound(AV_SAMPLE_FMT_FLTP, 48_000, 6);
                Sound two = new Sound(AV_SAMPLE_FMT_FLTP, 48_000, 2);
                Sound slow = new Sound(AV_SAMPLE_FMT_FLTP, 44_100, 6);
                Sound whole = new Sound(AV_SAMPLE_FMT_S16, 48_000, 6);
                Resampler resampler = new Resampler(six.frame(), 2)) {
            assertThat(resampler.takes(six.frame())).isTrue();
            assertThat(resampler.takes(two.frame())).isFalse();
            assertThat(resampler.takes(slow.frame())).isFalse();
            assertThat(resampler.takes(whole.frame())).isFalse();
        }
    }

    private Path part(String name, String codec, int format, int rate, int channels, int begin, IntPredicate sounding) {
        Path file = folder.resolve(name);
        try (Footage footage = new Footage(file, "mpegts")) {
            FootageTrack video = footage.video("mpeg2video", 64, 48, 25, settings -> {});
            FootageTrack sound = footage.audio(codec, format, rate, channels);
            footage.begin(Map.of("muxdelay", "0"));
            for (int i = 0; i < 50; i++) {
                video.picture(begin * 25L + i, 1, 120, 128, 128);
            }
            sound.at((long) begin * rate).tone(1000, 2, sounding);
        }
        return file;
    }
}
