package io.decart4j.media.sink;

import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.media.VideoFrame;
import io.decart4j.media.testing.CountedFrames;
import io.decart4j.media.testing.Images;
import io.decart4j.webrtc.FrameImages;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Flux;

/** A phone's frame is stored lying; every sink shows it as it is displayed. */
class RotationTest {

    private static final int RED = 0xfe0000;
    private static final int BLUE = 0x0000fe;

    @TempDir
    Path folder;

    @Test
    void aPngStandsUpright() throws IOException {
        Path file = PngSequence.to(folder)
                .write(lying())
                .next()
                .blockOptional(CountedFrames.PATIENCE)
                .orElseThrow();
        assertUpright(ImageIO.read(file.toFile()));
    }

    @Test
    void aGifStandsUpright() throws IOException {
        Path file = folder.resolve("preview.gif");
        GifPreview.to(file).write(lying()).block(CountedFrames.PATIENCE);
        assertUpright(ImageIO.read(file.toFile()));
    }

    @Test
    void motionJpegStandsUpright() throws IOException {
        byte[] piece = Mjpeg.stream(lying().concatWith(Flux.never()))
                .next()
                .blockOptional(CountedFrames.PATIENCE)
                .orElseThrow();
        int start = 0;
        while ((piece[start] & 0xff) != 0xff || (piece[start + 1] & 0xff) != 0xd8) {
            start++;
        }
        assertUpright(ImageIO.read(new ByteArrayInputStream(Arrays.copyOfRange(piece, start, piece.length))));
    }

    /** Stored with a red left half; a quarter turn clockwise makes that the upper one. */
    private static Flux<VideoFrame> lying() {
        return Flux.defer(() -> {
            BufferedImage image = Images.solid(64, 32, BLUE);
            Graphics2D graphics = image.createGraphics();
            graphics.setColor(new Color(RED));
            graphics.fillRect(0, 0, 32, 32);
            graphics.dispose();
            try (VideoFrame upright = FrameImages.toFrame(image, 0)) {
                return Flux.just(VideoFrame.of(upright.copy().buffer(), 90, 0));
            }
        });
    }

    private static void assertUpright(BufferedImage image) {
        assertThat(image.getWidth() + "x" + image.getHeight()).isEqualTo("32x64");
        assertThat(Images.distance(image, 0.5, 0.2, RED)).isLessThan(30);
        assertThat(Images.distance(image, 0.5, 0.8, BLUE)).isLessThan(30);
    }
}
