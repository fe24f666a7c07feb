package io.decart4j.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.decart4j.ffmpeg.MediaFile;
import io.decart4j.ffmpeg.Recorder;
import io.decart4j.media.AudioFrame;
import io.decart4j.media.I420Buffer;
import io.decart4j.media.VideoFrame;
import io.decart4j.media.source.TestPattern;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;

class PartsTest {

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 31, 4711, 1_048_575})
    void numbersAreReadAlsoAfterInversion(int number) {
        try (VideoFrame frame = TestPattern.frame(640, 360, 3, 0);
                VideoFrame numbered = FrameStrip.burn(frame, number)) {
            assertThat(FrameStrip.read(frame)).isEmpty();
            assertThat(FrameStrip.read(numbered)).hasValue(number);
            I420Buffer pixels = numbered.buffer();
            for (int i = 0; i < 640 * 360; i++) {
                pixels.y().put(i, (byte) (251 - (pixels.y().get(i) & 0xff)));
            }
            assertThat(FrameStrip.read(numbered)).hasValue(number);
        }
    }

    @Test
    void numbersSurviveCodingAndScaling(@TempDir Path folder) {
        Path file = folder.resolve("numbers.webm");
        Recorder.to(file)
                .size(320, 180)
                .record(Flux.range(0, 40).map(i -> {
                    try (VideoFrame frame = TestPattern.frame(640, 360, i, i * 33_000_000L)) {
                        return FrameStrip.burn(frame, 1000 + i);
                    }
                }))
                .block();
        List<Integer> read = new ArrayList<>();
        MediaFile.open(file)
                .video()
                .doOnNext(frame -> {
                    try (frame) {
                        read.add(FrameStrip.read(frame).orElse(-1));
                    }
                })
                .then()
                .block();
        assertThat(read).hasSize(40).startsWith(1000, 1001).endsWith(1038, 1039).doesNotContain(-1);
    }

    @Test
    void aMovingPatternHasNoScenes() {
        SceneChanges scenes = new SceneChanges();
        for (int i = 0; i < 60; i++) {
            try (VideoFrame frame = TestPattern.frame(320, 180, i, 0)) {
                assertThat(scenes.isCut(frame)).isFalse();
            }
        }
    }

    @Test
    void beepsAreFoundToTheMillisecond() {
        List<AudioFrame> sound = new ArrayList<>();
        for (int piece = 0; piece < 200; piece++) {
            byte[] pcm = new byte[960];
            for (int i = 0; i < 480; i++) {
                double time = piece * 0.01 + i / 48_000.0;
                boolean on = (time >= 0.4567 && time < 0.55) || time >= 1.5;
                int value = on ? (int) (9_000 * Math.sin(2 * Math.PI * 1000 * time)) : 0;
                pcm[2 * i] = (byte) value;
                pcm[2 * i + 1] = (byte) (value >> 8);
            }
            sound.add(AudioFrame.of(pcm, 48_000, 1, 0, piece));
        }
        List<Double> onsets = Beeps.onsetsMillis(sound, 1000);
        assertThat(onsets).hasSize(2);
        assertThat(onsets.get(0)).isCloseTo(456.7, within(1.5));
        assertThat(onsets.get(1)).isCloseTo(1500, within(1.5));
    }

    @Test
    void driftIsTheSlopeWhateverOneOutlierSays() {
        Sync sync = Sync.of("test", new double[] {0, 1000, 2000, 3000}, new double[] {5, 6, 60, 8}, 4000);
        assertThat(sync.driftMillis()).isCloseTo(4, within(40.0)).isNotZero();
        assertThat(sync.offsetMillis()).isEqualTo(7);
        assertThat(Sync.of("test", new double[] {0, 1000}, new double[] {0, 30}, 4000)
                        .isRight())
                .isFalse();
        assertThat(Timecode.text(Duration.ofMillis(61_234))).isEqualTo("01:01.234");
    }
}
