package io.decart4j.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.decart4j.media.AudioFrame;
import io.decart4j.media.VideoFrame;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoundTripTest {

    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final int FRAMES = 75;
    private static final int FLASH = 45;

    @TempDir
    Path folder;

    private final Clips clips = new Clips();

    @ParameterizedTest
    @ValueSource(strings = {"clip.mp4", "clip.webm", "Ünïcode: 1.webm"})
    void picturesAndSoundComeBackAsTheyWere(String name) {
        Recording written = record(name);
        MediaFile file = MediaFile.open(written.file());

        assertThat(written.frames()).isEqualTo(FRAMES);
        assertThat(written.skipped()).isZero();
        assertThat(file.info().hasAudio()).isTrue();
        assertThat(file.info().width()).isEqualTo(Clips.WIDTH);
        assertThat(file.info().height()).isEqualTo(Clips.HEIGHT);
        assertThat(file.info().frameRate()).isCloseTo(Clips.FPS, within(0.5));
        assertThat(file.info().duration()).isCloseTo(written.duration(), Duration.ofMillis(34));
        assertThat(written.duration()).isCloseTo(Duration.ofMillis(2500), Duration.ofMillis(1));

        List<Long> times = all(file.video().map(frame -> {
            try (frame) {
                patchesAreThere(frame);
                return frame.timestampNanos();
            }
        }));
        assertThat(times).hasSize(FRAMES);
        for (int i = 0; i < FRAMES; i++) {
            assertThat(times.get(i) / 1e6).isCloseTo(i * 1000.0 / Clips.FPS, within(1.0));
        }
        assertThat(FramePicture.live()).isZero();
        assertThat(clips.live).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"clip.mp4", "clip.webm"})
    void theToneBeginsWithTheFlash(String name) {
        MediaFile file = MediaFile.open(record(name).file());

        double flash = all(file.video().map(frame -> {
                            try (frame) {
                                boolean bright =
                                        (frame.y().get(frame.strideY() * (Clips.HEIGHT - 10) + 9) & 0xff) > 140;
                                return bright ? frame.timestampNanos() : Long.MAX_VALUE;
                            }
                        }))
                        .stream()
                        .min(Long::compare)
                        .orElseThrow()
                / 1e6;
        List<AudioFrame> sound = all(file.audio());
        Tone tone = Tone.of(sound);

        assertThat(flash).isCloseTo(FLASH * 1000.0 / Clips.FPS, within(1.0));
        assertThat(tone.onsetMillis() - flash).as("A/V offset in ms").isBetween(-40.0, 40.0);
        assertThat(tone.hertz()).isCloseTo(880, within(4.0));
        assertThat(sound.size() * 10).isBetween(2490, 2530);
        assertThat(sound.get(7).timestampNanos()).isEqualTo(70_000_000);
        assertThat(sound).allMatch(piece -> piece.samples() == 480 && piece.sampleRate() == 48_000);
    }

    private Recording record(String name) {
        return Objects.requireNonNull(Recorder.to(folder.resolve(name))
                .record(clips.video(FRAMES, FLASH), Clips.tone(880, 400, FLASH * 1_000_000_000L / Clips.FPS, 44_100, 1))
                .block(LIMIT));
    }

    private static void patchesAreThere(VideoFrame frame) {
        int chroma = (frame.width() + 1) / 2;
        int rows = (frame.height() + 1) / 2;
        for (int i = 0; i < 4; i++) {
            double left = i * 0.25 + 0.05;
            double right = i * 0.25 + 0.2;
            assertThat(Clips.mean(frame.y(), frame.strideY(), frame.width(), frame.height(), left, right))
                    .isCloseTo(Clips.PATCHES[i][0], within(6.0));
            assertThat(Clips.mean(frame.u(), frame.strideU(), chroma, rows, left, right))
                    .isCloseTo(Clips.PATCHES[i][1], within(8.0));
            assertThat(Clips.mean(frame.v(), frame.strideV(), chroma, rows, left, right))
                    .isCloseTo(Clips.PATCHES[i][2], within(8.0));
        }
    }

    static <T> List<T> all(reactor.core.publisher.Flux<T> flux) {
        return Objects.requireNonNull(flux.collectList().block(LIMIT));
    }
}
