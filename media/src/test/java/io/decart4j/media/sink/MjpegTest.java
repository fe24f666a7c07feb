package io.decart4j.media.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.decart4j.media.VideoFrame;
import io.decart4j.media.meter.FrameNumber;
import io.decart4j.media.source.TestPattern;
import io.decart4j.media.testing.CountedFrames;
import io.decart4j.media.testing.Images;
import io.decart4j.webrtc.FrameImages;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

class MjpegTest {

    private static final String DELIMITER = "--decart4j-frame\r\n";

    private final CountedFrames counted = new CountedFrames();
    private final Sinks.Many<VideoFrame> camera = Sinks.many().unicast().onBackpressureBuffer();

    @Test
    void piecesAreWholePicturesForABrowser() {
        List<byte[]> pieces = new ArrayList<>();
        StepVerifier.create(Mjpeg.stream(camera.asFlux()))
                .then(() -> film(0))
                .consumeNextWith(pieces::add)
                .then(() -> film(1))
                .consumeNextWith(pieces::add)
                .then(camera::tryEmitComplete)
                .expectComplete()
                .verify(CountedFrames.PATIENCE);
        counted.assertAllReleased();
        assertThat(Mjpeg.CONTENT_TYPE).isEqualTo("multipart/x-mixed-replace; boundary=decart4j-frame");
        assertThat(text(pieces.get(0))).startsWith(DELIMITER + "Content-Type: image/jpeg\r\nContent-Length: ");
        assertThat(text(pieces.get(1))).startsWith("Content-Type: image/jpeg\r\nContent-Length: ");
        for (byte[] piece : pieces) {
            assertThat(text(piece)).endsWith("\r\n" + DELIMITER);
            BufferedImage image = picture(piece);
            for (TestPattern.Patch patch : TestPattern.PATCHES) {
                assertThat(Images.distance(image, patch.left() + 0.05, patch.top() + 0.05, patch.rgb()))
                        .isLessThan(20);
            }
        }
    }

    @Test
    void aSlowReaderGetsTheNewestFrame() {
        StepVerifier.create(Mjpeg.stream(camera.asFlux()).map(MjpegTest::number), 0)
                .then(() -> film(0))
                .then(() -> film(1))
                .then(() -> film(2))
                .thenRequest(1)
                .expectNext(2L)
                .then(() -> film(3))
                .then(() -> film(4))
                .thenRequest(1)
                .expectNext(4L)
                .thenCancel()
                .verify(CountedFrames.PATIENCE);
        counted.assertAllReleased();
    }

    @Test
    void cancellingReleasesWhatWaitsAndTheSource() {
        StepVerifier.create(Mjpeg.stream(camera.asFlux()), 0)
                .then(() -> film(0))
                .thenCancel()
                .verify(CountedFrames.PATIENCE);
        assertThat(camera.currentSubscriberCount()).isZero();
        counted.assertAllReleased();
    }

    @Test
    void anErrorOfTheSourceComesThrough() {
        StepVerifier.create(Mjpeg.stream(camera.asFlux()), 0)
                .then(() -> film(0))
                .then(() -> camera.tryEmitError(new IllegalStateException("camera gone")))
                .expectErrorMessage("camera gone")
                .verify(CountedFrames.PATIENCE);
        counted.assertAllReleased();
    }

    @Test
    void saysWhatItTakes() {
        assertThatThrownBy(() -> Mjpeg.stream(Flux.empty(), 1.1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("quality");
    }

    private void film(int index) {
        camera.tryEmitNext(counted.frame(index)).orThrow();
    }

    private static long number(byte[] piece) {
        try (VideoFrame frame = FrameImages.toFrame(picture(piece), 0)) {
            return FrameNumber.read(frame).orElse(-1);
        }
    }

    private static String text(byte[] piece) {
        return new String(piece, StandardCharsets.ISO_8859_1);
    }

    private static BufferedImage picture(byte[] piece) {
        String text = text(piece);
        int start = text.indexOf("\r\n\r\n") + 4;
        String length = text.substring(text.indexOf("Content-Length: ") + 16, start - 4);
        assertThat(text.substring(start + Integer.parseInt(length))).isEqualTo("\r\n" + DELIMITER);
        try {
            return ImageIO.read(new ByteArrayInputStream(piece, start, Integer.parseInt(length)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
