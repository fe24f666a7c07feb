package io.decart4j.webrtc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.decart4j.media.I420Buffer;
import io.decart4j.media.VideoFrame;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrameScalingTest {

    private final int before = WebRtcRuntime.liveFrames();

    @AfterEach
    void nothingIsLeft() {
        assertThat(WebRtcRuntime.liveFrames()).isEqualTo(before);
    }

    /** Luma is column + 3 rows, chroma the same of its own planes. */
    private static VideoFrame gradient(int width, int height) {
        I420Buffer buffer = I420Buffer.allocate(width, height);
        fill(buffer.y(), width, height);
        fill(buffer.u(), (width + 1) / 2, (height + 1) / 2);
        fill(buffer.v(), (width + 1) / 2, (height + 1) / 2);
        return VideoFrame.of(buffer, 90, 5, 6);
    }

    private static void fill(ByteBuffer plane, int width, int height) {
        for (int row = 0; row < height; row++) {
            for (int column = 0; column < width; column++) {
                plane.put(row * width + column, (byte) (column + 3 * row));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, 40, 30",
        "10, 8, 20, 16",
        "9, 7, 5, 3",
        "39, 29, 1, 1",
        "0, 29, 40, 1",
        "1, 1, 39, 29",
        "3, 0, 2, 30"
    })
    void aPartHasThePixelsOfItsPlace(int x, int y, int width, int height) {
        VideoFrame whole = gradient(40, 30);
        VideoFrame part = FrameScaling.cropped(whole, x, y, width, height);
        VideoFrame ofNative = FrameScaling.cropped(part, 0, 0, width, height);
        whole.release();
        part.release();

        assertThat(List.of(ofNative.width(), ofNative.height(), ofNative.rotation()))
                .containsExactly(width, height, 90);
        assertThat(ofNative.timestampNanos()).isEqualTo(5);
        assertThat(ofNative.sequence()).isEqualTo(6);
        for (int row = 0; row < height; row++) {
            for (int column = 0; column < width; column++) {
                assertThat(ofNative.y().get(row * ofNative.strideY() + column))
                        .isEqualTo((byte) (x + column + 3 * (y + row)));
            }
        }
        for (int row = 0; row < (height + 1) / 2; row++) {
            for (int column = 0; column < (width + 1) / 2; column++) {
                byte expected = (byte) (x / 2 + column + 3 * (y / 2 + row));
                assertThat(ofNative.u().get(row * ofNative.strideU() + column)).isEqualTo(expected);
                assertThat(ofNative.v().get(row * ofNative.strideV() + column)).isEqualTo(expected);
            }
        }
        assertThat(ofNative.release()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"64, 36", "640, 360", "1, 1", "33, 17", "32, 32"})
    void anotherSizeHasTheSamePictureHeapOrNative(int width, int height) {
        VideoFrame red = Pictures.solid(Pictures.RED, 32, 32);
        VideoFrame scaled = FrameScaling.scaled(red, width, height);
        VideoFrame again = FrameScaling.scaled(scaled, 50, 51);
        assertThat(scaled.width()).isEqualTo(width);
        assertThat(scaled.height()).isEqualTo(height);
        assertThat(Pictures.centre(scaled)).matches(Pictures.RED::near);
        assertThat(Pictures.centre(again)).matches(Pictures.RED::near);
        assertThat(List.of(red.release(), scaled.release(), again.release())).containsOnly(true);
    }

    @Test
    void whatIsOutsideIsRefused() {
        VideoFrame frame = gradient(40, 30);
        for (int[] part : List.of(
                new int[] {-1, 0, 10, 10},
                new int[] {0, -1, 10, 10},
                new int[] {31, 0, 10, 10},
                new int[] {0, 21, 10, 10},
                new int[] {0, 0, 0, 10},
                new int[] {0, 0, 10, 0},
                new int[] {1, 0, Integer.MAX_VALUE, 10},
                new int[] {Integer.MAX_VALUE, 0, 10, 10})) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> FrameScaling.cropped(frame, part[0], part[1], part[2], part[3]))
                    .withMessageContaining("40x30");
        }
        assertThatIllegalArgumentException().isThrownBy(() -> FrameScaling.scaled(frame, 0, 10));
        assertThatIllegalArgumentException().isThrownBy(() -> FrameScaling.scaled(frame, 10, 16_385));
        frame.release();
        assertThatIllegalStateException().isThrownBy(() -> FrameScaling.scaled(frame, 10, 10));
        assertThatIllegalStateException().isThrownBy(() -> FrameScaling.cropped(frame, 0, 0, 10, 10));
    }
}
