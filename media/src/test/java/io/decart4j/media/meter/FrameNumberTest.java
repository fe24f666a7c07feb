package io.decart4j.media.meter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.decart4j.media.I420Buffer;
import io.decart4j.media.VideoFrame;
import io.decart4j.media.testing.CountedFrames;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Flux;

class FrameNumberTest {

    @ParameterizedTest
    @CsvSource({"120,60", "121,61", "320,180", "180,320", "640,360", "1280,704", "1920,1080"})
    void isReadFromAnySize(int width, int height) {
        for (long number : new long[] {0, 1, 0x5555_5555L, 0xAAAA_AAAAL, 123_456, FrameNumber.MAX}) {
            try (VideoFrame frame = numbered(width, height, number)) {
                assertThat(FrameNumber.read(frame)).hasValue(number);
            }
        }
    }

    @Test
    void isReadAfterInversionAndFromHalfTheContrastTwice() {
        for (IntUnaryOperator look : List.<IntUnaryOperator>of(
                y -> 251 - y, y -> y / 2 + 20, y -> y / 4 + 100, y -> 251 - y / 4, y -> Math.min(255, y + 30))) {
            try (VideoFrame frame = numbered(320, 180, 4711)) {
                change(frame, look);
                assertThat(FrameNumber.read(frame)).hasValue(4711);
            }
        }
    }

    @Test
    void isReadFromAMirroredFrame() {
        for (long number = 0; number < 70_000; number += 23) {
            try (VideoFrame frame = numbered(121, 61, number);
                    VideoFrame mirrored = frame.mirrored()) {
                assertThat(FrameNumber.read(mirrored)).hasValue(number);
                change(mirrored, y -> 251 - y);
                assertThat(FrameNumber.read(mirrored)).hasValue(number);
            }
        }
    }

    @Test
    void aFrameWithoutOneHasNone() {
        Random random = new Random(1);
        for (int i = 0; i < 2000; i++) {
            try (VideoFrame frame = VideoFrame.of(I420Buffer.allocate(160, 90), 0)) {
                int mask = i % 2 == 0 ? 0xff : 0x80;
                change(frame, y -> random.nextInt() & mask);
                assertThat(FrameNumber.read(frame)).isEmpty();
            }
        }
        try (VideoFrame small = VideoFrame.of(I420Buffer.allocate(119, 60), 0);
                VideoFrame black = VideoFrame.of(I420Buffer.allocate(320, 180), 0)) {
            assertThat(FrameNumber.read(small)).isEmpty();
            assertThat(FrameNumber.read(black)).isEmpty();
        }
    }

    /** Rectangles of black, white or noise across the strip, as lost pieces of a picture make them. */
    @Test
    void aDamagedOneIsNeverReadWrongly() {
        Random random = new Random(7);
        int unreadable = 0;
        for (int i = 0; i < 5000; i++) {
            long number = random.nextInt() & FrameNumber.MAX;
            try (VideoFrame frame = numbered(160, 90, number)) {
                int kind = random.nextInt(3);
                int left = random.nextInt(150);
                int right = Math.min(160, left + 1 + random.nextInt(60));
                ByteBuffer luma = frame.buffer().y();
                for (int y = 73 + random.nextInt(8); y < 87; y++) {
                    for (int x = left; x < right; x++) {
                        luma.put(y * 160 + x, (byte) (kind == 0 ? 16 : kind == 1 ? 235 : random.nextInt(256)));
                    }
                }
                if (FrameNumber.read(frame).isEmpty()) {
                    unreadable++;
                } else {
                    assertThat(FrameNumber.read(frame)).hasValue(number);
                }
            }
        }
        assertThat(unreadable).isBetween(1000, 4999);
    }

    @Test
    void burningCountsFramesAndGivesTheirOriginalsBack() {
        CountedFrames counted = new CountedFrames();
        List<VideoFrame> frames = Flux.range(5, 3)
                .map(counted::frame)
                .map(FrameNumber.burning())
                .collectList()
                .blockOptional()
                .orElseThrow();
        counted.assertAllReleased();
        assertThat(frames)
                .extracting(frame -> FrameNumber.read(frame).orElse(-1))
                .containsExactly(0L, 1L, 2L);
        assertThat(frames)
                .extracting(VideoFrame::timestampNanos)
                .containsExactly(200_000_000L, 240_000_000L, 280_000_000L);
    }

    @Test
    void theTimeCodeIsShown() {
        assertThat(Digits.text(Duration.ofMillis(3_723_004))).isEqualTo("01:02:03.004");
        try (VideoFrame one = FrameNumber.burn(blank(), 1, Duration.ofMillis(1));
                VideoFrame other = FrameNumber.burn(blank(), 1, Duration.ofMillis(2))) {
            assertThat(one.y()).isNotEqualTo(other.y());
        }
    }

    @Test
    void saysWhatItTakesAndGivesTheFrameBack() {
        CountedFrames counted = new CountedFrames();
        assertThatThrownBy(() -> FrameNumber.burn(counted.frame(0), -1, Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0 to 4294967295");
        assertThatThrownBy(() -> FrameNumber.burn(counted.frame(0), 1L << 32, Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> FrameNumber.burn(counted.frame(0), 0, Duration.ofMillis(-1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("timeCode");
        assertThatThrownBy(() -> FrameNumber.burn(counted.frame(0, 64, 48), 0, Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("120x60, not 64x48");
        counted.assertAllReleased();
    }

    private static VideoFrame numbered(int width, int height, long number) {
        return FrameNumber.burn(VideoFrame.of(I420Buffer.allocate(width, height), 0), number, Duration.ZERO);
    }

    private static VideoFrame blank() {
        return VideoFrame.of(I420Buffer.allocate(320, 180), 0);
    }

    private static void change(VideoFrame frame, IntUnaryOperator look) {
        ByteBuffer luma = frame.buffer().y();
        for (int i = 0; i < luma.capacity(); i++) {
            luma.put(i, (byte) look.applyAsInt(luma.get(i) & 0xff));
        }
    }
}
