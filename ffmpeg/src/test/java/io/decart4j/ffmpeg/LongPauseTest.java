package io.decart4j.ffmpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.decart4j.testsupport.Slow;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A pause costs no time and no memory, however long it is, and what is behind it is at its time. */
class LongPauseTest {

    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final long MILLI = 1_000_000;

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"pause.mp4", "pause.webm"})
    @Slow
    void aPauseOfAnHourCostsAFifthAtMost(String name) throws IOException, InterruptedException {
        Path file = folder.resolve(name);

        Took took = recordedInASmallHeap(file);

        assertThat(took.with())
                .as("ms, beside %s without a pause", took.without())
                .isLessThanOrEqualTo(LongPause.goal(took.without()));
        // Two hours at 50 packets a second; at a rate for tones they would be 100 MB.
        assertThat(file).satisfies(written -> assertThat(Files.size(written)).isLessThan(16_000_000));
        isRight(file, LongPause.LONG_PART, new LongPause(LongPause.LONG_PART, Duration.ofHours(1)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"pause.mp4", "pause.webm"})
    void whatIsBehindAPauseIsAtItsTime(String name) {
        Path file = folder.resolve(name);
        LongPause minutes = new LongPause(2, Duration.ofMinutes(3));

        Recorder.to(file).record(minutes.video(), minutes.sound()).block(LIMIT);

        isRight(file, 2, minutes);
    }

    /** Read by whoever plays it: length, pictures, and where there is sound. */
    private static void isRight(Path file, int partSeconds, LongPause recorded) {
        Duration end = Duration.ofNanos(recorded.begin(2)).plusSeconds(partSeconds);
        MediaFile media = MediaFile.open(file);
        assertThat(media.info().duration()).isCloseTo(end, Duration.ofMillis(60));

        List<Long> pictures = RoundTripTest.all(media.video().map(frame -> {
            try (frame) {
                return Math.round(frame.timestampNanos() / 1e6);
            }
        }));
        assertThat(pictures).hasSize(3 * partSeconds * LongPause.FPS + LongPause.BETWEEN);
        int part = partSeconds * LongPause.FPS;
        for (int index : List.of(0, part, 2 * part + LongPause.BETWEEN)) {
            long begin = recorded.begin(index / part) / MILLI;
            assertThat(pictures.get(index)).isCloseTo(begin, within(1L));
            assertThat(pictures.get(index + part - 1))
                    .isCloseTo(begin + (part - 1) * 1000L / LongPause.FPS, within(1L));
        }
        assertThat(pictures.get(2 * part)).isCloseTo(recorded.between(0) / MILLI, within(1L));

        List<Long> changes = changes(media);
        assertThat(changes).hasSize(6);
        for (int i = 0; i < 3; i++) {
            long begin = recorded.begin(i) / MILLI;
            assertThat(changes.get(2 * i)).isCloseTo(begin, within(20L));
            assertThat(changes.get(2 * i + 1)).isCloseTo(begin + partSeconds * 1000L, within(20L));
        }
    }

    /** When it becomes loud and silent in turn, in milliseconds; the end is one as well. */
    private static List<Long> changes(MediaFile media) {
        List<Long> changes = new ArrayList<>();
        Long pieces = media.audio()
                .doOnNext(piece -> {
                    if (Loudness.isLoud(piece) == (changes.size() % 2 == 0)) {
                        changes.add(piece.timestampNanos() / MILLI);
                    }
                })
                .count()
                .blockOptional(LIMIT)
                .orElseThrow();
        if (changes.size() % 2 != 0) {
            changes.add(pieces * 10);
        }
        return changes;
    }

    /** In milliseconds. */
    private record Took(long without, long with) {}

    private static Took recordedInASmallHeap(Path file) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LongPause.class.getName(),
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            List<String> said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
            assertThat(said).hasSizeGreaterThanOrEqualTo(2);
            List<String> last = said.subList(said.size() - 2, said.size());
            return new Took(Long.parseLong(last.get(0)), Long.parseLong(last.get(1)));
        } finally {
            process.destroyForcibly();
        }
    }
}
