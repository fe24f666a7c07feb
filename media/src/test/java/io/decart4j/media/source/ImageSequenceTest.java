package io.decart4j.media.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.decart4j.media.VideoFrame;
import io.decart4j.media.file.MediaFileException;
import io.decart4j.media.testing.CountedFrames;
import io.decart4j.media.testing.Images;
import io.decart4j.webrtc.FrameImages;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;
import reactor.test.scheduler.VirtualTimeScheduler;

class ImageSequenceTest {

    private static final int RED = 0xC02020;
    private static final int GREEN = 0x20A020;

    @TempDir
    Path folder;

    @Test
    void filesComeInTurnInOneSize() throws IOException {
        Path red = save("red.png", 64, 48, RED);
        Path green = save("green.jpg", 100, 200, GREEN);
        List<BufferedImage> seen = ImageSequence.of(List.of(red, green, red), 200)
                .frames()
                .map(ImageSequenceTest::look)
                .collectList()
                .blockOptional(CountedFrames.PATIENCE)
                .orElseThrow();
        assertThat(seen).hasSize(3).allSatisfy(image -> {
            assertThat(image.getWidth()).isEqualTo(64);
            assertThat(image.getHeight()).isEqualTo(48);
        });
        assertThat(Images.distance(seen.get(0), 0.1, 0.5, RED)).isLessThan(8);
        assertThat(Images.distance(seen.get(1), 0.5, 0.5, GREEN)).isLessThan(8);
        assertThat(Images.distance(seen.get(1), 0.1, 0.5, 0))
                .as("a bar at the side")
                .isLessThan(8);
        assertThat(Images.distance(seen.get(2), 0.1, 0.5, RED)).isLessThan(8);
    }

    @Test
    void isPacedAndRepeatedFromTheStart() {
        VirtualTimeScheduler time = VirtualTimeScheduler.create();
        Flux<BufferedImage> two = Flux.just(Images.solid(32, 32, RED), Images.solid(32, 32, GREEN));
        ImageSequence sequence = ImageSequence.of(two, 10).looped().size(16, 16);
        StepVerifier.withVirtualTime(
                        () -> sequence.frames(time, Schedulers.immediate()).map(frame -> {
                            long millis = frame.timestampNanos() / 1_000_000;
                            boolean red = Images.distance(look(frame), 0.5, 0.5, RED) < 8;
                            return (red ? "red " : "green ") + millis;
                        }),
                        () -> time,
                        Long.MAX_VALUE)
                .expectNext("red 0")
                .expectNoEvent(Duration.ofMillis(99))
                .thenAwait(Duration.ofMillis(1))
                .expectNext("green 100")
                .thenAwait(Duration.ofMillis(200))
                .expectNext("red 200", "green 300")
                .thenCancel()
                .verify();
    }

    @Test
    void aSlowSubscriberMissesNothing() {
        VirtualTimeScheduler time = VirtualTimeScheduler.create();
        Flux<BufferedImage> images = Flux.range(0, 3).map(i -> Images.solid(16, 16, RED));
        StepVerifier.withVirtualTime(
                        () -> ImageSequence.of(images, 10)
                                .frames(time, Schedulers.immediate())
                                .map(ImageSequenceTest::time),
                        () -> time,
                        0)
                .thenRequest(1)
                .expectNext(0L)
                .thenAwait(Duration.ofSeconds(5))
                .thenRequest(1)
                .expectNext(100L)
                .thenRequest(1)
                .thenAwait(Duration.ofMillis(100))
                .expectNext(200L)
                .verifyComplete();
    }

    @Test
    void aFileThatIsNoPictureIsNamed() throws IOException {
        Path text = Files.writeString(folder.resolve("notes.png"), "not a picture");
        Path broken = save("broken.png", 64, 64, RED);
        byte[] bytes = Files.readAllBytes(broken);
        Files.write(broken, Arrays.copyOf(bytes, bytes.length / 2));
        for (Path file : List.of(text, broken, folder.resolve("missing.png"))) {
            StepVerifier.create(ImageSequence.of(List.of(file), 30).frames()).verifyErrorSatisfies(e -> {
                assertThat(e).isInstanceOf(MediaFileException.class).hasMessageStartingWith(file + ": ");
                assertThat(((MediaFileException) e).file()).isEqualTo(file);
            });
        }
    }

    @Test
    void saysWhatItTakes() {
        assertThatThrownBy(() -> ImageSequence.of(List.of(), 30))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("files");
        assertThatThrownBy(() -> ImageSequence.of(Flux.empty(), 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("fps");
        StepVerifier.create(ImageSequence.of(Flux.empty(), 30).looped().frames())
                .verifyErrorSatisfies(e -> assertThat(e)
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("images"));
    }

    private Path save(String name, int width, int height, int rgb) throws IOException {
        Path file = folder.resolve(name);
        ImageIO.write(Images.solid(width, height, rgb), name.substring(name.length() - 3), file.toFile());
        return file;
    }

    private static BufferedImage look(VideoFrame frame) {
        try (frame) {
            return FrameImages.toImage(frame);
        }
    }

    private static long time(VideoFrame frame) {
        try (frame) {
            return frame.timestampNanos() / 1_000_000;
        }
    }
}
