package io.decart4j.webrtc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.onvoid.webrtc.media.video.NativeI420Buffer;
import io.decart4j.media.VideoFrame;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Colours and places survive the way through a frame. */
class FrameImagesTest {

    @ParameterizedTest
    @ValueSource(
            ints = {
                BufferedImage.TYPE_INT_RGB,
                BufferedImage.TYPE_INT_ARGB,
                BufferedImage.TYPE_INT_BGR,
                BufferedImage.TYPE_3BYTE_BGR,
                BufferedImage.TYPE_4BYTE_ABGR,
                BufferedImage.TYPE_USHORT_565_RGB
            })
    void everyImageTypeGoesRound(int type) {
        assertRound(halves(64, 48, type));
    }

    @ParameterizedTest
    @CsvSource({"63,47", "1,1", "2,1", "641,359", "7,100"})
    void oddSizesGoRound(int width, int height) {
        BufferedImage image = halves(width, height, BufferedImage.TYPE_INT_RGB);
        try (VideoFrame frame = FrameImages.toFrame(image, 7)) {
            assertThat(frame.timestampNanos()).isEqualTo(7);
            assertThat(frame.width()).isEqualTo(width);
            assertThat(frame.height()).isEqualTo(height);
            BufferedImage back = FrameImages.toImage(frame);
            assertThat(back.getWidth()).isEqualTo(width);
            assertThat(back.getHeight()).isEqualTo(height);
        }
    }

    @Test
    void aPartOfAnImageIsThatPart() {
        BufferedImage whole = halves(64, 48, BufferedImage.TYPE_3BYTE_BGR);

        BufferedImage right = FrameImages.toImage(FrameImages.toFrame(whole.getSubimage(40, 8, 20, 20), 0));

        assertNear(right.getRGB(2, 2), Color.BLUE);
    }

    @Test
    void nativeFramesConvertWithoutLosingTheirReference() {
        NativeLibrary.load();
        VideoFrame heap = Pictures.solid(Pictures.RED, 32, 32);
        NativeI420Buffer pixels = Planes.toNative(heap.buffer(), 32, 32);
        VideoFrame frame = VideoFrame.of(new NativeBuffer(pixels), 0);

        assertNear(FrameImages.toImage(frame).getRGB(16, 16), Color.RED);

        assertThat(frame.release()).isTrue();
        assertThat(WebRtcRuntime.liveFrames()).isZero();
        assertThatThrownBy(() -> FrameImages.toImage(frame)).isInstanceOf(IllegalStateException.class);
    }

    private static void assertRound(BufferedImage image) {
        try (VideoFrame frame = FrameImages.toFrame(image, 0)) {
            BufferedImage back = FrameImages.toImage(frame);
            assertNear(back.getRGB(image.getWidth() / 4, image.getHeight() / 2), Color.RED);
            assertNear(back.getRGB(image.getWidth() * 3 / 4, image.getHeight() / 2), Color.BLUE);
        }
    }

    /** Red on the left, blue on the right. */
    private static BufferedImage halves(int width, int height, int type) {
        BufferedImage image = new BufferedImage(width, height, type);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.RED);
        graphics.fillRect(0, 0, width / 2, height);
        graphics.setColor(Color.BLUE);
        graphics.fillRect(width / 2, 0, width - width / 2, height);
        graphics.dispose();
        return image;
    }

    private static void assertNear(int rgb, Color expected) {
        Color actual = new Color(rgb);
        assertThat(Math.abs(actual.getRed() - expected.getRed())).isLessThan(10);
        assertThat(Math.abs(actual.getGreen() - expected.getGreen())).isLessThan(10);
        assertThat(Math.abs(actual.getBlue() - expected.getBlue())).isLessThan(10);
    }
}
