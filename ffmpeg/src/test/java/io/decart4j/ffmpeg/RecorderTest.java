package io.decart4j.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.decart4j.ffmpeg.MediaFileException.Problem;
import io.decart4j.media.AudioFrame;
import io.decart4j.media.VideoFrame;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

class RecorderTest {

    private static final Duration LIMIT = Duration.ofMinutes(1);

    @TempDir
    Path folder;

    private final Clips clips = new Clips();

    @AfterEach
    void everythingIsGivenBack() {
        Leftovers.await();
        assertThat(clips.live).hasValue(0);
    }

    @Test
    void framesKeepTheirTimesAndMissingSoundIsSilence() {
        Path file = folder.resolve("gaps.mp4");
        long second = 1_000_000_000;
        Flux<VideoFrame> video = Flux.just(0L, 100L, 700L, 733L, 1900L)
                .map(millis -> clips.frame(64, 48, 0, false, 7 * second + millis * 1_000_000));
        // Begins before the picture, stops for half a second, goes on beyond the end.
        Flux<AudioFrame> audio = Clips.tone(500, 400, 0, 48_000, 2)
                .filter(piece -> piece.sequence() < 50 || piece.sequence() >= 100)
                .map(piece -> AudioFrame.of(
                        piece.toByteArray(), 48_000, 2, piece.timestampNanos() + 6_900_000_000L, piece.sequence()));

        Recording recording =
                Objects.requireNonNull(Recorder.to(file).record(video, audio).block(LIMIT));

        assertThat(times(file)).containsExactly(0L, 100L, 700L, 733L, 1900L);
        assertThat(recording.duration().toMillis()).isBetween(1932L, 1934L);
        assertThat(recording.samples()).isCloseTo(1933 * 48L, within(48L));
        List<AudioFrame> sound = RoundTripTest.all(MediaFile.open(file).audio());
        assertThat(loud(sound, 10, 35)).isTrue();
        assertThat(loud(sound, 45, 85)).isFalse();
        assertThat(loud(sound, 95, 180)).isTrue();
    }

    @Test
    void otherSizesAreScaledToTheFirstAndTurnedFramesAreSetUpright() {
        Path file = folder.resolve("sizes.webm");
        Flux<VideoFrame> video = Flux.range(0, 6).map(i -> {
            VideoFrame frame = clips.frame(i < 3 ? 161 : 320, i < 3 ? 91 : 180, i, false, i * 33_000_000L);
            return i < 5 ? frame : turned(frame);
        });
        Recorder.to(file).record(video).block(LIMIT);

        MediaFile read = MediaFile.open(file);
        assertThat(read.info().width() + "x" + read.info().height()).isEqualTo("160x90");
        List<Double> red = RoundTripTest.all(read.video().map(frame -> {
            try (frame) {
                return Clips.mean(frame.v(), frame.strideV(), 80, 45, 0.03, 0.2);
            }
        }));
        assertThat(red.subList(0, 5)).allMatch(v -> v > 220);
        // Upside down there is ground where the patches were.
        assertThat(red.get(5)).isLessThan(140);
    }

    @Test
    void endlessSoundIsCutWithThePictures() {
        Path file = folder.resolve("cut.webm");
        Recording recording = Objects.requireNonNull(Recorder.to(file)
                .record(clips.video(12, 5), Clips.tone(440, 1_000_000, 0, 16_000, 1))
                .block(LIMIT));
        assertThat(recording.samples()).isCloseTo(400 * 48L, within(48L));
    }

    @Test
    void framesWhoseTimeDoesNotRiseAreCounted() {
        Recording recording = Objects.requireNonNull(Recorder.to(folder.resolve("again.webm"))
                .record(clips.video(4, 9).concatWith(clips.video(6, 9)))
                .block(LIMIT));
        assertThat(recording.frames()).isEqualTo(6);
        assertThat(recording.skipped()).isEqualTo(4);
    }

    @Test
    void anErrorRemovesTheFileAndKeepsTheOldOne() throws IOException {
        Path file = Files.writeString(folder.resolve("old.mp4"), "old");
        StepVerifier.create(Recorder.to(file)
                        .record(clips.video(20, 5).concatWith(Flux.error(new IllegalStateException("source")))))
                .verifyErrorMessage("source");
        assertThat(names()).containsExactly("old.mp4");
        assertThat(file).hasContent("old");
    }

    @Test
    void whatWasWrittenCanBeKept() {
        Path file = folder.resolve("kept.mp4");
        StepVerifier.create(Recorder.to(file)
                        .keepingPartial()
                        .record(clips.video(20, 5).concatWith(Flux.error(new IllegalStateException("source")))))
                .verifyErrorMessage("source");
        assertThat(times(file)).hasSize(20);
    }

    @Test
    void cancellingInTheMiddleLeavesNothing() throws Exception {
        CountDownLatch some = new CountDownLatch(20);
        Disposable recording = Recorder.to(folder.resolve("cancelled.webm"))
                .record(
                        clips.video(1_000_000, 5).doOnNext(frame -> some.countDown()),
                        Clips.tone(440, 1_000_000, 0, 48_000, 1))
                .subscribe();
        assertThat(some.await(30, TimeUnit.SECONDS)).isTrue();
        recording.dispose();

        Leftovers.await();
        Flux.interval(Duration.ofMillis(10))
                .filter(tick -> names().isEmpty() && clips.live.get() == 0)
                .blockFirst(LIMIT);
    }

    @Test
    void noPictureIsAnError() {
        StepVerifier.create(Recorder.to(folder.resolve("none.webm")).record(Flux.empty()))
                .verifyErrorSatisfies(e -> assertProblem(e, Problem.NO_VIDEO));
        assertThat(names()).isEmpty();
    }

    @Test
    void aFolderThatIsNotThereIsAnError() {
        StepVerifier.create(Recorder.to(folder.resolve("no/such/clip.mp4")).record(clips.video(3, 1)))
                .verifyErrorSatisfies(e -> assertProblem(e, Problem.NOT_WRITABLE));
    }

    @Test
    void optionsAreChecked() {
        assertThatThrownBy(() -> Recorder.to(folder.resolve("x.gif"))).hasMessageContaining(".mp4 or .webm");
        Recorder recorder = Recorder.to(folder.resolve("x.mp4"));
        assertThatThrownBy(() -> recorder.size(3, 2)).hasMessageContaining("size takes even sides");
        assertThatThrownBy(() -> recorder.frameRate(-1)).hasMessageContaining("frameRate takes");
    }

    private static void assertProblem(Throwable e, Problem problem) {
        assertThat(e)
                .asInstanceOf(InstanceOfAssertFactories.type(MediaFileException.class))
                .returns(problem, MediaFileException::problem);
    }

    private static VideoFrame turned(VideoFrame frame) {
        return VideoFrame.of(frame.buffer(), 180, frame.timestampNanos());
    }

    private static List<Long> times(Path file) {
        return RoundTripTest.all(MediaFile.open(file).video().map(frame -> {
            try (frame) {
                return Math.round(frame.timestampNanos() / 1e6);
            }
        }));
    }

    private static boolean loud(List<AudioFrame> pieces, int from, int to) {
        return pieces.subList(from, to).stream().allMatch(piece -> {
            int peak = 0;
            for (int i = 0; i < piece.samples(); i++) {
                peak = Math.max(peak, Math.abs(piece.sample(i, 0)));
            }
            return peak > 6_000;
        });
    }

    private List<String> names() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(path -> String.valueOf(path.getFileName())).toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
