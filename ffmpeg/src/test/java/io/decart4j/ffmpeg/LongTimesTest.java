package io.decart4j.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_S16;

import io.decart4j.media.AudioFrame;
import io.decart4j.media.VideoFrame;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Flux;

/** Times of days, and hours of silence. */
class LongTimesTest {

    private static final Duration TEN_DAYS = Duration.ofDays(10);

    @TempDir
    Path folder;

    private final Clips clips = new Clips();

    @Test
    void samplesAreToldInNanosecondsForAHundredYears() {
        long seconds = 100L * 365 * 86_400;
        assertThat(Clock.nanos(seconds * 48_000, 48_000)).isEqualTo(seconds * 1_000_000_000L);
    }

    @Test
    void aRecordingOfTenDaysHasItsDuration() {
        Recording recording = Objects.requireNonNull(Recorder.to(folder.resolve("days.mp4"))
                .record(Flux.just(0L, 5L, 10L)
                        .map(days -> clips.frame(
                                64, 48, 0, false, Duration.ofDays(days).toNanos())))
                .block());
        assertThat(recording.duration()).isBetween(TEN_DAYS, TEN_DAYS.plusMillis(34));
        assertThat(recording.frames()).isEqualTo(3);
    }

    @Test
    void piecesOfSoundHaveRisingTimesAfterTenDays() {
        long pieces = TEN_DAYS.toSeconds() * 100;
        assertThat(AudioReader.startNanos(pieces)).isEqualTo(TEN_DAYS.toNanos());
        assertThat(AudioReader.startNanos(pieces + 1)).isEqualTo(TEN_DAYS.toNanos() + 10_000_000);
    }

    @Test
    void soundThatBeginsAfterFourHoursHasSilenceBefore() {
        Path file = folder.resolve("late.mkv");
        int begin = 4 * 3600;
        try (Footage footage = new Footage(file, "matroska")) {
            FootageTrack video = footage.video("ffv1", 32, 32, 1, settings -> {});
            FootageTrack sound = footage.audio("pcm_s16le", AV_SAMPLE_FMT_S16, 48_000, 1);
            footage.begin(Map.of());
            for (int i = 0; i <= begin; i += 60) {
                video.picture(i, 60, 100, 128, 128);
            }
            sound.at(begin * 48_000L).tone(440, 1);
        }
        AtomicLong silent = new AtomicLong();
        AtomicLong loud = new AtomicLong();
        AtomicLong firstLoud = new AtomicLong(-1);
        MediaFile.open(file)
                .audio()
                .doOnNext(piece -> {
                    if (Loudness.isLoud(piece)) {
                        firstLoud.compareAndSet(-1, piece.timestampNanos());
                        loud.incrementAndGet();
                    } else {
                        silent.incrementAndGet();
                    }
                })
                .blockLast(Duration.ofSeconds(30));
        assertThat(silent.get()).isBetween(begin * 100L - 2, begin * 100L + 2);
        assertThat(loud.get()).isBetween(99L, 101L);
        assertThat(firstLoud.get() / 10_000_000).isBetween(begin * 100L - 1, begin * 100L + 1);
    }

    @Test
    void aRecordingWhoseSoundPausesForMinutesTakesNoMinutes() {
        Flux<AudioFrame> before = Clips.tone(440, 50, 0, 48_000, 2);
        Flux<AudioFrame> after = Clips.tone(440, 50, 0, 48_000, 2)
                .map(piece -> AudioFrame.of(
                        piece.toByteArray(), 48_000, 2, piece.timestampNanos() + 300_000_000_000L, piece.sequence()));
        Flux<VideoFrame> video = Flux.range(0, 302).map(i -> clips.frame(64, 48, 0, false, i * 1_000_000_000L));
        Recording recording = Objects.requireNonNull(Recorder.to(folder.resolve("pause.mp4"))
                .frameRate(1)
                .record(video, before.concatWith(after))
                .block(Duration.ofSeconds(30)));
        assertThat(recording.samples()).isEqualTo(300 * 48_000L + 24_000);
        assertThat(recording.frames()).isEqualTo(302);
    }

    /** The length that a file tells may be anything; nothing is made or waited for by it. */
    @Test
    void aFileThatClaimsMillenniaIsReadAsItIs() throws IOException {
        Path file = folder.resolve("claims.webm");
        Recorder.to(file)
                .record(clips.video(6, 3), Clips.tone(440, 20, 0, 48_000, 1))
                .block();
        byte[] bytes = Files.readAllBytes(file);
        int duration = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("D\u0089\u0088") + 3;
        // Milliseconds: six thousand years.
        ByteBuffer.wrap(bytes).putDouble(duration, 2e14);
        Files.write(file, bytes);

        MediaFile claims = MediaFile.open(file);

        assertThat(claims.info().duration()).isEqualTo(Duration.ofNanos(Long.MAX_VALUE));
        assertThat(Shot.times(claims.video())).hasSize(6);
        assertThat(Shot.times(claims.atFrameRate(30).video())).hasSizeBetween(6, 7);
        assertThat(claims.audio().count().block()).isBetween(19L, 24L);
        assertThat(Shot.times(claims.looped().video().take(13))).isSorted().hasSize(13);
    }
}
