package io.decart4j.media.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.media.file.MediaFileException;
import io.decart4j.media.source.TestPattern;
import io.decart4j.media.testing.CountedFrames;
import io.decart4j.media.testing.Images;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

class PngSequenceTest {

    @TempDir
    Path folder;

    private final CountedFrames counted = new CountedFrames();

    @Test
    void writesEachFrameAndReleasesIt() throws IOException {
        Path fresh = folder.resolve("a/b");
        List<Path> files = PngSequence.to(fresh)
                .write(counted.frames(3))
                .collectList()
                .blockOptional(CountedFrames.PATIENCE)
                .orElseThrow();
        assertThat(files)
                .extracting(Path::getFileName)
                .map(Path::toString)
                .containsExactly("frame-000001.png", "frame-000002.png", "frame-000003.png");
        counted.assertAllReleased();
        assertThat(names(fresh)).hasSize(3);
        for (Path file : files) {
            BufferedImage image = ImageIO.read(file.toFile());
            assertThat(image.getWidth()).isEqualTo(CountedFrames.WIDTH);
            for (TestPattern.Patch patch : TestPattern.PATCHES) {
                assertThat(Images.distance(image, patch.left(), patch.top(), patch.rgb()))
                        .isLessThan(8);
            }
        }
    }

    @Test
    void writesNoMoreThanIsAskedForAndReleasesTheRest() throws IOException {
        StepVerifier.create(PngSequence.to(folder).write(counted.frames(50)), 0)
                .thenRequest(2)
                .expectNextCount(2)
                .thenCancel()
                .verify(CountedFrames.PATIENCE);
        counted.assertAllReleased();
        assertThat(counted.made()).isLessThanOrEqualTo(4);
        assertThat(names(folder)).containsExactly("frame-000001.png", "frame-000002.png");
    }

    /** A frame that is handed over at the moment of the cancel: nobody has begun to write it. */
    @Test
    void aFrameThatWaitsWhenItIsCancelledIsReleased() {
        for (int i = 0; i < 50; i++) {
            PngSequence.to(folder).write(counted.frames(1)).subscribe().dispose();
        }
        counted.assertAllReleased();
    }

    @Test
    void anErrorOfTheSourceComesThroughAfterWhatWasWritten() {
        IllegalStateException broken = new IllegalStateException("camera gone");
        StepVerifier.create(PngSequence.to(folder).write(counted.frames(2).concatWith(Flux.error(broken))))
                .expectNextCount(2)
                .verifyErrorSatisfies(e -> assertThat(e).isSameAs(broken));
        counted.assertAllReleased();
    }

    @Test
    void aPlaceThatCannotBeWrittenIsNamed() throws IOException {
        Path occupied = Files.createFile(folder.resolve("occupied"));
        StepVerifier.create(PngSequence.to(occupied).write(counted.frames(5)))
                .verifyErrorSatisfies(e -> assertThat(e)
                        .isInstanceOf(MediaFileException.class)
                        .hasMessageStartingWith(occupied + "/frame-000001.png: cannot be written"));
        counted.assertAllReleased();
    }

    static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
