package io.decart4j.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.decart4j.ffmpeg.MediaFile;
import io.decart4j.media.VideoFrame;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Flux;

class PipelineTest {

    private static final double CUT = 1200;

    @TempDir
    Path folder;

    @Test
    void theClipComesBackChangedWithItsTimesAndItsSound() throws IOException {
        Program program = new Program();

        int status = program.run("--out", folder.toString(), "--seconds", "5", "--size", "320x180", "--no-progress");

        assertThat(status).as("%s%n%s", program.out(), program.err()).isZero();
        assertThat(program.out()).contains("everything is right", "150 in", "scene change at 00:0");
        assertThat(program.err()).contains("progress: 100 %");
        assertThat(Math.abs(program.figure("drift"))).isLessThan(40);
        assertThat(Math.abs(program.figure("offset"))).isLessThan(40);

        MediaFile output = MediaFile.open(folder.resolve("output.mp4"));
        assertThat(output.info().duration()).isCloseTo(Duration.ofSeconds(5), Duration.ofMillis(67));
        assertThat(output.info().width() + "x" + output.info().height()).isEqualTo("320x180");
        assertThat(output.info().hasAudio()).isTrue();
        // noir takes the colour away, which the clip has.
        assertThat(chroma(folder.resolve("sample.mp4"))).isGreaterThan(20);
        assertThat(chroma(folder.resolve("output.mp4"))).isLessThan(4);
        List<Double> cuts = SyncCheck.cuts(output.video(), 30).stream()
                .map(SyncCheck.Cut::millis)
                .toList();
        assertThat(cuts).hasSize(4);
        for (int i = 0; i < 4; i++) {
            // A picture may be lost just there.
            assertThat(cuts.get(i)).isCloseTo((i + 1) * CUT, within(150.0));
        }
        BufferedImage sheet = ImageIO.read(folder.resolve("contact-sheet.png").toFile());
        assertThat(sheet.getWidth()).isEqualTo(1700);
    }

    @Test
    void aFileOfTheUsersToWebm() {
        Path input = folder.resolve("mine.webm");
        new SampleClip(320, 180, 30, 3).write(input);
        Program program = new Program();

        int status = program.run(
                input.toString(),
                "--out",
                folder.toString(),
                "--format",
                "webm",
                "--size",
                "320x180",
                "--prompt",
                "invert");

        assertThat(status).as("%s%n%s", program.out(), program.err()).isZero();
        assertThat(program.out()).contains("scene change in the output against the input");
        assertThat(MediaFile.open(folder.resolve("output.webm")).info().duration())
                .isCloseTo(Duration.ofSeconds(3), Duration.ofMillis(67));
        assertThat(folder.resolve("sample.mp4")).doesNotExist();
    }

    @Test
    void aPortraitClipKeepsItsProportions() throws IOException {
        Path input = folder.resolve("portrait.mp4");
        new SampleClip(180, 320, 30, 3).write(input);
        Program program = new Program();

        int status = program.run(input.toString(), "--out", folder.toString(), "--size", "320x180");

        assertThat(status).as("%s%n%s", program.out(), program.err()).isZero();
        // 101 of 320 columns are the picture's.
        List<Double> bars = brightness(folder.resolve("output.mp4"), 0.02, 0.25);
        List<Double> picture = brightness(folder.resolve("output.mp4"), 0.4, 0.6);
        assertThat(bars).allMatch(mean -> mean < 24);
        assertThat(picture).anyMatch(mean -> mean > 50);
    }

    @Test
    void interruptedAtARandomMomentLeavesNothing() throws Exception {
        Program program = new Program();
        CompletableFuture<Integer> status =
                program.start("--out", folder.toString(), "--seconds", "30", "--size", "320x180");
        program.awaitErr("progress:");
        Flux.interval(Duration.ofMillis(ThreadLocalRandom.current().nextInt(1, 1500)))
                .blockFirst();
        program.interrupt();

        assertThat(status.get()).isEqualTo(1);
        assertThat(program.err()).contains("pipeline: interrupted").doesNotContain("Exception");
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left.map(path -> String.valueOf(path.getFileName()))).containsExactly("sample.mp4");
        }
        // What is cancelled is closed a moment later.
        Flux.interval(Duration.ZERO, Duration.ofMillis(50))
                .filter(tick -> openMediaFiles().isEmpty() && threads().isEmpty())
                .next()
                .timeout(
                        Duration.ofSeconds(20),
                        reactor.core.publisher.Mono.error(() -> new AssertionError(openMediaFiles() + " " + threads())))
                .block();
    }

    @Test
    void badInputIsToldInOneLine() throws IOException {
        assertBad("--size takes WxH", "--size", "3x3");
        assertBad("--format takes", "--format", "gif");
        assertBad("--seconds takes", "--seconds", "1");
        assertBad("mutually exclusive", "--fit", "--fill");
        Path text = Files.writeString(folder.resolve("no.mp4"), "no media");
        assertBad("no media file of a known kind", text.toString());
        assertBad("no file that can be read", folder.resolve("none.mp4").toString());
        assertBad("for another give --fps beside --size", "--model", "lucy-0");
        assertBad("--fps takes", "--fps", "0");
    }

    /** Of the columns between, in fractions of the width, of the upper three quarters: below stands the time. */
    private static List<Double> brightness(Path file, double left, double right) {
        return Objects.requireNonNull(MediaFile.open(file)
                .video()
                .map(frame -> {
                    try (frame) {
                        ByteBuffer y = frame.y();
                        long sum = 0;
                        long count = 0;
                        for (int row = 0; row < frame.height() * 3 / 4; row++) {
                            for (int x = (int) (left * frame.width()); x < right * frame.width(); x++) {
                                sum += y.get(row * frame.strideY() + x) & 0xff;
                                count++;
                            }
                        }
                        return (double) sum / count;
                    }
                })
                .collectList()
                .block());
    }

    private void assertBad(String said, String... args) {
        Program program = new Program();
        String[] all = Stream.concat(Stream.of("--out", folder.toString()), Stream.of(args))
                .toArray(String[]::new);
        assertThat(program.run(all)).isEqualTo(2);
        assertThat(program.err()).contains(said).doesNotContain("\tat ");
    }

    /** Mean distance of the middle of the pictures from grey. */
    private static double chroma(Path file) {
        return Objects.requireNonNull(MediaFile.open(file)
                .video()
                .map(PipelineTest::chroma)
                .collectList()
                .map(values -> values.stream()
                        .mapToDouble(Double::doubleValue)
                        .average()
                        .orElseThrow())
                .block());
    }

    private static double chroma(VideoFrame frame) {
        try (frame) {
            ByteBuffer u = frame.u();
            ByteBuffer v = frame.v();
            double sum = 0;
            int count = 0;
            for (int y = 10; y < frame.height() / 2 * 3 / 4; y++) {
                for (int x = 10; x < frame.width() / 2 - 10; x++) {
                    sum += Math.abs((u.get(y * frame.strideU() + x) & 0xff) - 128)
                            + Math.abs((v.get(y * frame.strideV() + x) & 0xff) - 128);
                    count++;
                }
            }
            return sum / count;
        }
    }

    private static List<String> openMediaFiles() {
        Path handles = Path.of("/proc/self/fd");
        if (!Files.isDirectory(handles)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(handles)) {
            return all.map(PipelineTest::target)
                    .filter(path -> path.matches(".*\\.(mp4|webm|part)"))
                    .toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String target(Path handle) {
        try {
            return Files.readSymbolicLink(handle).toString();
        } catch (IOException closedMeanwhile) {
            return "";
        }
    }

    /** Of the server and of the media runtimes. */
    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("local-decart") || name.startsWith("decart4j-webrtc"))
                .toList();
    }
}
