package io.decart4j.webrtc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.decart4j.media.VideoFrame;
import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Colours land in the bytes where the format says, for native and heap frames, arrays and buffers. */
class FramePixelsTest {

    private final int before = WebRtcRuntime.liveFrames();

    @ParameterizedTest
    @CsvSource({
        "RGB24, 255, 0, 0, -1",
        "BGR24, 0, 0, 255, -1",
        "RGBA, 255, 0, 0, 255",
        "BGRA, 0, 0, 255, 255",
        "ARGB, 255, 255, 0, 0",
        "ABGR, 255, 0, 0, 255"
    })
    void redIsWhereTheFormatSays(PixelFormat format, int first, int second, int third, int fourth) {
        try (VideoFrame red = Pictures.solid(Pictures.RED, 34, 18)) {
            byte[] bytes = FramePixels.toBytes(red, format);
            assertThat(bytes).hasSize(34 * 18 * format.bytesPerPixel());
            int at = (9 * 34 + 17) * format.bytesPerPixel();
            assertNear(bytes[at], format == PixelFormat.ABGR ? 255 : first);
            assertNear(bytes[at + 1], format == PixelFormat.ABGR ? 0 : second);
            assertNear(bytes[at + 2], format == PixelFormat.ABGR ? 0 : third);
            if (fourth >= 0) {
                assertNear(bytes[at + 3], fourth);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(PixelFormat.class)
    void everyFormatGoesRoundThroughArraysAndBuffers(PixelFormat format) {
        for (int[] size : List.of(new int[] {64, 48}, new int[] {63, 47}, new int[] {1, 1}, new int[] {7, 100})) {
            byte[] bytes;
            try (VideoFrame blue = Pictures.solid(Pictures.BLUE, size[0], size[1])) {
                bytes = FramePixels.toBytes(blue, format);
            }
            ByteBuffer direct = ByteBuffer.allocateDirect(bytes.length + 8).position(5);
            direct.put(bytes).limit(direct.position()).position(5);
            for (VideoFrame back : List.of(
                    FramePixels.toFrame(bytes, format, size[0], size[1], 7),
                    FramePixels.toFrame(ByteBuffer.wrap(bytes), format, size[0], size[1], 7),
                    FramePixels.toFrame(direct, format, size[0], size[1], 7))) {
                assertThat(back.timestampNanos()).isEqualTo(7);
                assertThat(back.width()).isEqualTo(size[0]);
                assertThat(back.height()).isEqualTo(size[1]);
                assertThat(Pictures.centre(back)).matches(Pictures.BLUE::near);
                // A native frame, into each kind of destination.
                ByteBuffer room = ByteBuffer.allocateDirect(bytes.length + 10).position(3);
                FramePixels.write(back, format, room);
                assertThat(room.position()).isEqualTo(3 + bytes.length);
                ByteBuffer heap = ByteBuffer.allocate(bytes.length + 10).position(3);
                FramePixels.write(back, format, heap);
                assertThat(heap.position()).isEqualTo(3 + bytes.length);
                byte[] copied = new byte[bytes.length];
                room.get(3, copied);
                assertThat(copied).isEqualTo(FramePixels.toBytes(back, format));
                heap.get(3, copied);
                assertThat(copied).isEqualTo(FramePixels.toBytes(back, format));
                assertThat(back.release()).isTrue();
            }
            assertThat(direct.position()).isEqualTo(5);
        }
        assertThat(WebRtcRuntime.liveFrames()).isEqualTo(before);
    }

    @Test
    void whatIsTooShortIsRefusedAndLeaksNothing() {
        VideoFrame frame = Pictures.solid(Pictures.RED, 16, 16);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FramePixels.write(frame, PixelFormat.RGB24, new byte[767]))
                .withMessage("the pixels take 768 bytes, not 767");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FramePixels.write(frame, PixelFormat.RGBA, ByteBuffer.allocateDirect(1023)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FramePixels.write(frame, PixelFormat.RGBA, ByteBuffer.allocate(1023)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FramePixels.write(
                        frame, PixelFormat.RGBA, ByteBuffer.allocateDirect(1024).asReadOnlyBuffer()))
                .withMessageContaining("read only");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FramePixels.toFrame(new byte[767], PixelFormat.BGR24, 16, 16, 0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FramePixels.toFrame(ByteBuffer.allocateDirect(767), PixelFormat.BGR24, 16, 16, 0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FramePixels.toFrame(new byte[0], PixelFormat.RGB24, 0, 0, 0))
                .withMessageContaining("at least 1x1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FramePixels.toFrame(new byte[0], PixelFormat.RGB24, 1 << 20, 1 << 20, 0))
                .withMessageContaining("does not fit");
        frame.release();
        assertThatIllegalStateException().isThrownBy(() -> FramePixels.toBytes(frame, PixelFormat.RGB24));
        assertThat(WebRtcRuntime.liveFrames()).isEqualTo(before);
    }

    @Test
    void eightKWorks() {
        int width = 7_680;
        int height = 4_320;
        ByteBuffer pixels = ByteBuffer.allocateDirect(PixelFormat.RGB24.size(width, height));
        try (VideoFrame frame = FramePixels.toFrame(pixels, PixelFormat.RGB24, width, height, 0)) {
            FramePixels.write(frame, PixelFormat.RGB24, pixels);
            assertThat(pixels.remaining()).isZero();
            assertNear(pixels.get(pixels.capacity() - 1), 0);
        }
    }

    private static void assertNear(byte actual, int expected) {
        assertThat(Math.abs((actual & 0xff) - expected)).isLessThan(10);
    }
}
