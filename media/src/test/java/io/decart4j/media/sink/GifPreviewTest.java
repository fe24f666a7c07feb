package io.decart4j.media.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.decart4j.media.VideoFrame;
import io.decart4j.media.file.MediaFileException;
import io.decart4j.media.source.TestPattern;
import io.decart4j.media.testing.CountedFrames;
import io.decart4j.media.testing.Images;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.NodeList;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

class GifPreviewTest {

    @TempDir
    Path folder;

    private final CountedFrames counted = new CountedFrames();

    /** The source goes on, so that there is nothing to finish: no file is begun which might come when the test is over. */
    @Test
    void aFrameThatWaitsWhenItIsCancelledIsReleased() {
        for (int i = 0; i < 50; i++) {
            GifPreview.to(folder.resolve("cancelled.gif"))
                    .write(counted.frames(1).concatWith(Flux.never()))
                    .subscribe()
                    .dispose();
        }
        counted.assertAllReleased();
    }

    /** 25 frames in a second become 5, and each is shown for 200 ms. */
    @Test
    void isSmallAndSlowAndComplete() throws IOException {
        Path file = folder.resolve("new/preview.gif");
        Mono<Integer> written = GifPreview.to(file).width(120).fps(5).write(counted.frames(25));
        assertThat(written.block(CountedFrames.PATIENCE)).isEqualTo(5);
        counted.assertAllReleased();
        assertThat(PngSequenceTest.names(folder.resolve("new"))).containsExactly("preview.gif");
        try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
            ImageReader reader = ImageIO.getImageReadersByFormatName("gif").next();
            reader.setInput(in);
            assertThat(reader.getNumImages(true)).isEqualTo(5);
            for (int i = 0; i < 5; i++) {
                BufferedImage image = reader.read(i);
                assertThat(image.getWidth() + "x" + image.getHeight()).isEqualTo("120x68");
                for (TestPattern.Patch patch : TestPattern.PATCHES) {
                    assertThat(Images.distance(image, patch.left(), patch.top(), patch.rgb()))
                            .as("256 colours")
                            .isLessThan(30);
                }
                IIOMetadataNode root =
                        (IIOMetadataNode) reader.getImageMetadata(i).getAsTree("javax_imageio_gif_image_1.0");
                assertThat(attribute(root, "GraphicControlExtension", "delayTime"))
                        .isEqualTo("20");
                if (i == 0) {
                    assertThat(attribute(root, "ApplicationExtension", "applicationID"))
                            .isEqualTo("NETSCAPE");
                }
            }
            reader.dispose();
        }
    }

    @Test
    void aPictureThatStandsForHoursIsShownForAsLongAsTheFormatCanSay() throws IOException {
        Path file = folder.resolve("preview.gif");
        Flux<VideoFrame> hours = Flux.just(0, 180_000, 360_000).map(counted::frame);
        assertThat(GifPreview.to(file).write(hours).block(CountedFrames.PATIENCE))
                .isEqualTo(3);
        counted.assertAllReleased();
        try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
            ImageReader reader = ImageIO.getImageReadersByFormatName("gif").next();
            reader.setInput(in);
            for (int i = 0; i < 2; i++) {
                IIOMetadataNode root =
                        (IIOMetadataNode) reader.getImageMetadata(i).getAsTree("javax_imageio_gif_image_1.0");
                assertThat(attribute(root, "GraphicControlExtension", "delayTime"))
                        .isEqualTo("65535");
            }
        }
    }

    @Test
    void aSlowVideoKeepsItsTimes() throws IOException {
        Path file = folder.resolve("slow.gif");
        Flux<Integer> everySecond = Flux.just(0, 25, 50);
        GifPreview.to(file).write(everySecond.map(counted::frame)).block(CountedFrames.PATIENCE);
        try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
            ImageReader reader = ImageIO.getImageReadersByFormatName("gif").next();
            reader.setInput(in);
            assertThat(reader.read(0).getWidth()).as("not enlarged").isEqualTo(CountedFrames.WIDTH);
            IIOMetadataNode root =
                    (IIOMetadataNode) reader.getImageMetadata(0).getAsTree("javax_imageio_gif_image_1.0");
            assertThat(attribute(root, "GraphicControlExtension", "delayTime")).isEqualTo("100");
            reader.dispose();
        }
    }

    @Test
    void nothingIsLeftOfACancelledOrBrokenOne() throws IOException {
        GifPreview preview = GifPreview.to(folder.resolve("preview.gif"));
        StepVerifier.create(preview.write(counted.frames(10).concatWith(Flux.never())))
                .thenAwait(Duration.ofMillis(1))
                .then(() -> awaitPart())
                .thenCancel()
                .verify(CountedFrames.PATIENCE);
        counted.assertAllReleased();
        awaitEmpty();
        StepVerifier.create(preview.write(counted.frames(10).concatWith(Flux.error(new IllegalStateException("gone")))))
                .verifyErrorMessage("gone");
        counted.assertAllReleased();
        awaitEmpty();
        assertThat(preview.write(Flux.empty()).block(CountedFrames.PATIENCE)).isZero();
        awaitEmpty();
    }

    @Test
    void aPlaceThatCannotBeWrittenIsNamed() throws IOException {
        Path occupied = Files.createFile(folder.resolve("occupied"));
        Path file = occupied.resolve("preview.gif");
        StepVerifier.create(GifPreview.to(file).write(counted.frames(20)))
                .verifyErrorSatisfies(e ->
                        assertThat(e).isInstanceOf(MediaFileException.class).hasMessageStartingWith(file + ": "));
        counted.assertAllReleased();
    }

    @Test
    void saysWhatItTakes() {
        GifPreview preview = GifPreview.to(folder.resolve("preview.gif"));
        assertThatThrownBy(() -> preview.fps(51)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> preview.width(0)).isInstanceOf(IllegalArgumentException.class);
    }

    private void awaitPart() {
        await(false);
    }

    private void awaitEmpty() {
        await(true);
    }

    private void await(boolean empty) {
        Flux.interval(Duration.ZERO, Duration.ofMillis(10))
                .publishOn(Schedulers.boundedElastic())
                .takeUntil(tick -> {
                    try {
                        return PngSequenceTest.names(folder).isEmpty() == empty;
                    } catch (IOException e) {
                        return false;
                    }
                })
                .blockLast(CountedFrames.PATIENCE);
    }

    private static String attribute(IIOMetadataNode root, String name, String attribute) {
        NodeList nodes = root.getElementsByTagName(name);
        return ((IIOMetadataNode) nodes.item(0)).getAttribute(attribute);
    }
}
