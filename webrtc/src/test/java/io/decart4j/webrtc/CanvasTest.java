package io.decart4j.webrtc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.decart4j.media.I420Buffer;
import io.decart4j.media.VideoFrame;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** A disc stays round, whatever size, way up and form of pixels the picture has. */
class CanvasTest {

    /** The disc's radius is a quarter of the picture's shorter side as it is shown. */
    @ParameterizedTest
    @CsvSource({
        "FIT, 640, 360, 0, 1, 180, 180",
        "FIT, 640, 360, 90, 1, 101, 101",
        "FIT, 360, 640, 270, 1, 180, 180",
        "FIT, 360, 640, 0, 1, 101, 101",
        "FIT, 720, 576, 0, 1.4222, 180, 180",
        "FIT, 321, 181, 180, 1, 180, 180",
        "FILL, 360, 640, 0, 1, 320, 320",
        "FILL, 640, 480, 0, 1, 240, 240",
        "STRETCH, 360, 640, 0, 1, 320, 101",
    })
    void aDiscStaysRound(Framing framing, int width, int height, int rotation, double pixel, int across, int down) {
        Canvas canvas = new Canvas(640, 360, framing, pixel);

        try (VideoFrame framed = canvas.framed(disc(width, height, rotation, pixel))) {
            assertThat(framed.width() + "x" + framed.height() + " " + framed.rotation())
                    .isEqualTo("640x360 0");
            assertThat(framed.timestampNanos()).isEqualTo(7);
            int row = 0;
            for (int x = 0; x < 640; x++) {
                row += bright(framed, x, 180);
            }
            int column = 0;
            for (int y = 0; y < 360; y++) {
                column += bright(framed, 320, y);
            }
            assertThat((double) row).isCloseTo(across, within(0.03 * across));
            assertThat((double) column).isCloseTo(Math.min(360, down), within(0.03 * down));
        }
    }

    /** A line has no proportions to be kept, but it must not stop a program either. */
    @ParameterizedTest
    @EnumSource
    void aLineIsFramedToo(Framing framing) {
        Canvas canvas = new Canvas(640, 360, framing);

        for (VideoFrame line : List.of(disc(1, 500, 0, 1), disc(500, 1, 90, 1), disc(3, 1, 0, 1), disc(1, 1, 0, 1))) {
            try (VideoFrame framed = canvas.framed(line)) {
                assertThat(framed.width() + "x" + framed.height()).isEqualTo("640x360");
            }
            assertThat(line.isLive()).isFalse();
        }
    }

    @Test
    void sidesAndPixelsThatCannotBeAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Canvas(641, 360, Framing.FIT));
        assertThatIllegalArgumentException().isThrownBy(() -> new Canvas(640, 0, Framing.FIT));
        assertThatIllegalArgumentException().isThrownBy(() -> new Canvas(640, 360, Framing.FIT, Double.NaN));
        assertThatIllegalArgumentException().isThrownBy(() -> new Canvas(640, 360, Framing.FIT, 0));
    }

    private static int bright(VideoFrame frame, int x, int y) {
        return (frame.y().get(y * frame.strideY() + x) & 0xff) > 120 ? 1 : 0;
    }

    private static VideoFrame disc(int width, int height, int rotation, double pixel) {
        I420Buffer picture = I420Buffer.allocate(width, height);
        double radius = Math.min(width * pixel, height) / 4;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                double away = Math.hypot((x - width / 2.0) * pixel, y - height / 2.0);
                picture.y().put(y * width + x, (byte) (away < radius ? 220 : 40));
            }
        }
        return VideoFrame.of(picture, rotation, 7);
    }
}
