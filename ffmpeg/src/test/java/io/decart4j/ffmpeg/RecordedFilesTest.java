package io.decart4j.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.decart4j.ffmpeg.MediaFileException.Problem;
import io.decart4j.media.VideoFrame;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** What lies on the disk, whoever else writes there and whatever happens to the process or the disk. */
class RecordedFilesTest {

    private static final Duration LIMIT = Duration.ofMinutes(1);

    @TempDir
    Path folder;

    private final Clips clips = new Clips();

    @AfterEach
    void everythingIsGivenBack() {
        Leftovers.await();
        assertThat(clips.live).hasValue(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"one.mp4", "one.webm"})
    void twoRecordingsToOneNameAreBothWhole(String name) {
        Path file = folder.resolve(name);
        Recorder recorder = Recorder.to(file);

        List<Long> frames = Flux.merge(recorder.record(clips.video(60, 5)), recorder.record(clips.video(90, 5)))
                .map(Recording::frames)
                .collectSortedList()
                .blockOptional(LIMIT)
                .orElseThrow();

        assertThat(frames).containsExactly(60L, 90L);
        assertThat(pictures(file)).isIn(60L, 90L);
        assertThat(names()).containsExactly(name);
    }

    @Test
    void aRecordingThatIsCancelledTakesNothingFromTheNext() throws InterruptedException {
        Path file = folder.resolve("again.mp4");
        Recorder recorder = Recorder.to(file);
        for (int round = 0; round < 10; round++) {
            CountDownLatch some = new CountDownLatch(10);
            Disposable first = recorder.record(clips.video(1_000_000, 5).doOnNext(frame -> some.countDown()))
                    .subscribe();
            assertThat(some.await(30, TimeUnit.SECONDS)).isTrue();
            first.dispose();

            Recording second =
                    recorder.record(clips.video(12, 5)).blockOptional(LIMIT).orElseThrow();

            assertThat(second.frames()).isEqualTo(12);
            assertThat(pictures(file)).isEqualTo(12);
        }
        Flux.interval(Duration.ofMillis(10))
                .filter(tick -> names().equals(List.of("again.mp4")))
                .blockFirst(LIMIT);
    }

    @Test
    void whatIsWholeIsNeverThrownAway() throws IOException {
        Path taken = folder.resolve("taken.mp4");
        Files.createDirectories(taken.resolve("inside"));

        MediaFileException failure = catchThrowableOfType(
                MediaFileException.class,
                () -> Recorder.to(taken).record(clips.video(20, 5)).block(LIMIT));

        Path kept = failure.partial().orElseThrow();
        assertThat(failure)
                .hasMessageContaining(kept.toString())
                .returns(Problem.NOT_WRITABLE, MediaFileException::problem);
        assertThat(pictures(kept)).isEqualTo(20);
        assertThat(Recorder.leftovers(taken)).containsExactly(kept);
    }

    @ParameterizedTest
    @ValueSource(strings = {"killed.mp4", "killed.webm"})
    @Timeout(value = 2, unit = TimeUnit.MINUTES)
    void whatWasWrittenCanBeReadWhenTheProcessIsKilled(String name) throws Exception {
        Path file = folder.resolve(name);
        Process process = child("exec ", file);
        try (BufferedReader says = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = says.readLine(); !"pictures 240".equals(line); line = says.readLine()) {
                assertThat(line).isNotNull();
            }
            process.destroyForcibly().waitFor();
        }

        List<Path> left = Recorder.leftovers(file);

        assertThat(left).hasSize(1);
        assertThat(pictures(left.get(0))).isGreaterThanOrEqualTo(60);
        assertThat(MediaFile.open(left.get(0)).audio().count().block(LIMIT)).isGreaterThan(100);
        // Told at the beginning of the next recording, and left alone.
        Recorder.to(file).record(clips.video(5, 1)).block(LIMIT);
        assertThat(Recorder.leftovers(file)).isEqualTo(left);
    }

    @ParameterizedTest
    @ValueSource(strings = {"full.mp4", "full.webm"})
    @Timeout(value = 2, unit = TimeUnit.MINUTES)
    void whatWasWrittenCanBeReadWhenTheDiskIsFull(String name) throws Exception {
        Path file = folder.resolve(name);
        Process process = child("ulimit -f 700; exec ", file);
        List<String> said;
        try (BufferedReader says = process.inputReader(StandardCharsets.UTF_8)) {
            said = says.lines().toList();
        } finally {
            process.destroyForcibly().waitFor();
        }

        String last = said.get(said.size() - 1);
        assertThat(last).startsWith("kept " + folder);
        assertThat(said.get(said.size() - 2)).contains(last.substring("kept ".length()));
        assertThat(pictures(Path.of(last.substring("kept ".length())))).isGreaterThan(30);
    }

    @Test
    void whatIsBeingWrittenIsNoLeftover() throws InterruptedException {
        Path file = folder.resolve("now.webm");
        CountDownLatch some = new CountDownLatch(10);
        Disposable recording = Recorder.to(file)
                .record(clips.video(1_000_000, 5).doOnNext(frame -> some.countDown()))
                .subscribe();
        assertThat(some.await(30, TimeUnit.SECONDS)).isTrue();

        assertThat(names()).hasSize(1);
        assertThat(Recorder.leftovers(file)).isEmpty();
        recording.dispose();
        Flux.interval(Duration.ofMillis(10)).filter(tick -> names().isEmpty()).blockFirst(LIMIT);
    }

    @Test
    void leftoversOfAFolderThatIsNotThereAreNone() {
        assertThat(Recorder.leftovers(folder.resolve("no/such/clip.mp4"))).isEmpty();
        assertThatThrownBy(() -> Recorder.leftovers(folder.resolve("clip.gif"))).hasMessageContaining(".mp4 or .webm");
    }

    /** A publisher may answer later than it is subscribed to. */
    @Test
    void soundThatComesLateIsAskedFor() {
        Flux<VideoFrame> video = clips.video(60, 5);
        StepVerifier.create(Recorder.to(folder.resolve("late.webm"))
                        .record(
                                video,
                                subscriber -> Mono.delay(Duration.ofMillis(300))
                                        .subscribe(now -> Clips.tone(440, 300, 0, 48_000, 1)
                                                .subscribe(subscriber))))
                .assertNext(recording -> assertThat(recording.samples()).isGreaterThan(48_000))
                .expectComplete()
                .verify(LIMIT);
    }

    private Process child(String shell, Path file) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new ProcessBuilder(
                        "sh",
                        "-c",
                        shell + "\"$0\" -Xmx256m -cp \"$1\" " + LongRecording.class.getName() + " \"$2\"",
                        java,
                        System.getProperty("java.class.path"),
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static long pictures(Path file) {
        return MediaFile.open(file)
                .video()
                .doOnNext(VideoFrame::release)
                .count()
                .blockOptional(LIMIT)
                .orElseThrow();
    }

    private List<String> names() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(path -> String.valueOf(path.getFileName())).toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
