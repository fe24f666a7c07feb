package io.decart4j.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VideoFrameTest {

    private final CountingBuffer buffer = new CountingBuffer(I420Buffer.allocate(4, 2));

    @Test
    void theLastReleaseAndOnlyItGivesTheMemoryBack() {
        VideoFrame frame = VideoFrame.of(buffer, 1);

        assertThat(frame.retain()).isSameAs(frame);
        assertThat(frame.release()).isFalse();
        assertThat(buffer.freed).isZero();
        assertThat(frame.isLive()).isTrue();

        assertThat(frame.release()).isTrue();
        assertThat(buffer.freed).isOne();
        assertThat(frame.isLive()).isFalse();
    }

    @Test
    void aReleasedFrameRefusesEverythingThatTouchesItsMemory() {
        VideoFrame frame = VideoFrame.of(buffer, 1);
        frame.release();

        List<ThrowingCallable> uses = List.of(
                frame::width,
                frame::height,
                frame::y,
                frame::u,
                frame::v,
                frame::strideY,
                frame::strideU,
                frame::strideV,
                frame::buffer,
                frame::copy,
                frame::mirrored,
                () -> frame.withSequence(1),
                frame::retain,
                frame::release,
                frame::close);
        assertThat(uses).allSatisfy(use -> assertThatIllegalStateException().isThrownBy(use));
        assertThat(buffer.freed).isOne();
    }

    @Test
    void whatNeedsNoMemoryOutlivesIt() {
        VideoFrame frame = VideoFrame.of(buffer, 90, 7);
        frame.release();

        assertThat(frame.rotation()).isEqualTo(90);
        assertThat(frame.timestampNanos()).isEqualTo(7);
        assertThatCode(frame::toString).doesNotThrowAnyException();
    }

    @Test
    void tryWithResourcesReleases() {
        try (VideoFrame frame = VideoFrame.of(buffer, 1)) {
            assertThat(frame.width()).isEqualTo(4);
        }
        assertThat(buffer.freed).isOne();
    }

    @Property(tries = 200)
    void everyRetainNeedsOneRelease(@ForAll @IntRange(max = 20) int retains) {
        CountingBuffer memory = new CountingBuffer(I420Buffer.allocate(1, 1));
        VideoFrame frame = VideoFrame.of(memory, 0);
        for (int i = 0; i < retains; i++) {
            frame.retain();
        }
        for (int i = 0; i < retains; i++) {
            assertThat(frame.release()).isFalse();
        }
        assertThat(memory.freed).isZero();
        assertThat(frame.release()).isTrue();
        assertThat(memory.freed).isOne();
    }

    @Test
    void planesAreReadOnly() {
        try (VideoFrame frame = VideoFrame.of(buffer, 1)) {
            assertThat(List.of(frame.y(), frame.u(), frame.v()))
                    .allSatisfy(plane -> assertThat(plane.isReadOnly()).isTrue());
            assertThatCode(() -> frame.y().put(0, (byte) 1)).isInstanceOf(ReadOnlyBufferException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-90, 1, 45, 360})
    void otherRotationsAreRefused(int rotation) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> VideoFrame.of(buffer, rotation, 0))
                .withMessageContaining("not " + rotation);
    }

    @Test
    void sidesRoundUpInTheChromaPlanes() {
        I420Buffer odd = I420Buffer.allocate(5, 3);

        assertThat(odd.y().capacity()).isEqualTo(15);
        assertThat(odd.u().capacity()).isEqualTo(6);
        assertThat(odd.v().capacity()).isEqualTo(6);
        assertThat(odd.strideU()).isEqualTo(3);
        assertThatIllegalArgumentException().isThrownBy(() -> I420Buffer.allocate(0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> I420Buffer.allocate(1, -1));
    }

    @Test
    void anotherNumberSharesTheReferences() {
        VideoFrame first = VideoFrame.of(buffer, 90, 7, 3);
        VideoFrame renumbered = first.withSequence(11);

        assertThat(first.sequence()).isEqualTo(3);
        assertThat(renumbered.sequence()).isEqualTo(11);
        assertThat(renumbered.rotation()).isEqualTo(90);
        assertThat(renumbered.timestampNanos()).isEqualTo(7);
        assertThat(renumbered.buffer()).isSameAs(buffer);
        assertThat(renumbered.release()).isTrue();
        assertThat(first.isLive()).isFalse();
        assertThat(buffer.freed).isOne();
    }

    @Test
    void copiesKeepTheNumberAndWithoutOneItIsZero() {
        VideoFrame frame = VideoFrame.of(buffer, 0, 0, 5);
        assertThat(frame.copy().sequence()).isEqualTo(5);
        assertThat(frame.mirrored().sequence()).isEqualTo(5);
        assertThat(VideoFrame.of(buffer, 1).sequence()).isZero();
        assertThat(VideoFrame.of(buffer, 90, 1).sequence()).isZero();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> VideoFrame.of(buffer, 0, 1, -1))
                .withMessageContaining("sequence");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> frame.withSequence(-1))
                .withMessageContaining("sequence");
    }

    /** Nothing is made that could be read beyond its memory; the last row needs no padding. */
    @ParameterizedTest
    @CsvSource({
        "4, 2, 7, 2, 2, 4, 2, plane y takes at least 8 bytes",
        "4, 2, 8, 1, 2, 4, 2, plane u takes at least 2 bytes",
        "4, 2, 8, 2, 1, 4, 2, plane v takes at least 2 bytes",
        "5, 3, 15, 6, 5, 5, 3, plane v takes at least 6 bytes",
        "4, 2, 8, 2, 2, 3, 2, plane y takes a stride of at least 4",
        "4, 2, 8, 2, 2, 4, 1, plane u takes a stride of at least 2",
        "4, 2, 11, 2, 2, 8, 2, plane y takes at least 12 bytes",
        "0, 0, 8, 2, 2, 4, 2, at least 1x1",
        "4, 0, 8, 2, 2, 4, 2, at least 1x1",
        "-4, 2, 8, 2, 2, 4, 2, at least 1x1",
        "2147483647, 2147483647, 8, 2, 2, 2147483647, 1073741824, plane y takes at least 4611686014132420609 bytes"
    })
    void planesThatAreTooSmallAreRefused(
            int width, int height, int y, int u, int v, int strideY, int stride, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> VideoFrame.of(new Planes(width, height, y, u, v, strideY, stride), 0))
                .withMessageContaining(message);
    }

    @Test
    void theLastRowNeedsNoPadding() {
        assertThat(VideoFrame.of(new Planes(4, 2, 12, 2, 2, 8, 2), 0).copy().width())
                .isEqualTo(4);
    }

    @Test
    void eightKFits() {
        VideoFrame frame = VideoFrame.of(I420Buffer.allocate(7_680, 4_320), 0);
        assertThat(frame.y().capacity()).isEqualTo(7_680 * 4_320);
        frame.release();
    }

    private record Planes(int width, int height, ByteBuffer y, ByteBuffer u, ByteBuffer v, int strideY, int stride)
            implements I420Buffer {

        Planes(int width, int height, int y, int u, int v, int strideY, int stride) {
            this(
                    width,
                    height,
                    ByteBuffer.allocate(y),
                    ByteBuffer.allocate(u),
                    ByteBuffer.allocate(v),
                    strideY,
                    stride);
        }

        @Override
        public int strideU() {
            return stride;
        }

        @Override
        public int strideV() {
            return stride;
        }

        @Override
        public void free() {
            // on the heap
        }
    }

    @Test
    void sidesTooLargeForAnArrayAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> I420Buffer.allocate(65_536, 65_537));
    }

    /** Rows may be padded; the copy is not, and the padding is not copied. */
    @Property(tries = 100)
    void aCopyHasTheSamePixelsWithoutTheStrides(
            @ForAll @IntRange(min = 1, max = 9) int width,
            @ForAll @IntRange(min = 1, max = 9) int height,
            @ForAll @IntRange(max = 5) int padding) {
        VideoFrame frame = VideoFrame.of(new PaddedBuffer(width, height, padding), 270, 42);

        VideoFrame copy = frame.copy();
        frame.release();

        assertThat(copy.width()).isEqualTo(width);
        assertThat(copy.height()).isEqualTo(height);
        assertThat(copy.rotation()).isEqualTo(270);
        assertThat(copy.timestampNanos()).isEqualTo(42);
        assertPlane(copy.y(), copy.strideY(), width, height, 1);
        assertPlane(copy.u(), copy.strideU(), (width + 1) / 2, (height + 1) / 2, 2);
        assertPlane(copy.v(), copy.strideV(), (width + 1) / 2, (height + 1) / 2, 3);
        assertThat(copy.release()).isTrue();
    }

    @Test
    void aFrameUnderAnotherTimeStandsInForTheFirst() {
        VideoFrame frame = VideoFrame.of(I420Buffer.allocate(4, 2), 90, 7, 3);

        VideoFrame moved = frame.withTimestamp(42);

        assertThat(List.of(moved.timestampNanos(), moved.sequence())).isEqualTo(List.of(42L, 3L));
        assertThat(moved.rotation()).isEqualTo(90);
        assertThat(moved.release()).isTrue();
        assertThat(frame.isLive()).isFalse();
        assertThatThrownBy(() -> frame.withTimestamp(8)).isInstanceOf(IllegalStateException.class);
    }

    /** Where each pixel goes, one by one, whatever the sides and strides. */
    @Property(tries = 100)
    void anUprightFrameIsTurnedByItsRotation(
            @ForAll @IntRange(min = 1, max = 9) int width,
            @ForAll @IntRange(min = 1, max = 9) int height,
            @ForAll @IntRange(max = 5) int padding,
            @ForAll @IntRange(min = 1, max = 3) int quarters) {
        VideoFrame frame = VideoFrame.of(new PaddedBuffer(width, height, padding), 90 * quarters, 42, 7);

        VideoFrame upright = frame.upright();
        frame.release();

        boolean lying = quarters % 2 == 1;
        assertThat(List.of(upright.width(), upright.height(), upright.rotation()))
                .isEqualTo(List.of(lying ? height : width, lying ? width : height, 0));
        assertThat(List.of(upright.timestampNanos(), upright.sequence())).isEqualTo(List.of(42L, 7L));
        assertTurned(upright.y(), upright.strideY(), width, height, quarters, 1);
        assertTurned(upright.u(), upright.strideU(), (width + 1) / 2, (height + 1) / 2, quarters, 2);
        assertTurned(upright.v(), upright.strideV(), (width + 1) / 2, (height + 1) / 2, quarters, 3);
        assertThat(upright.release()).isTrue();
    }

    @Test
    void aFrameThatStandsUprightIsNotCopied() {
        VideoFrame frame = VideoFrame.of(I420Buffer.allocate(4, 2), 0, 7, 3);

        VideoFrame upright = frame.upright();

        assertThat(upright).isSameAs(frame);
        assertThat(upright.release()).isFalse();
        assertThat(frame.release()).isTrue();
    }

    private static void assertTurned(ByteBuffer plane, int stride, int width, int height, int quarters, int seed) {
        for (int row = 0; row < height; row++) {
            for (int column = 0; column < width; column++) {
                int toRow = new int[] {row, column, height - 1 - row, width - 1 - column}[quarters];
                int toColumn = new int[] {column, height - 1 - row, width - 1 - column, row}[quarters];
                assertThat(plane.get(toRow * stride + toColumn)).isEqualTo(PaddedBuffer.pixel(seed, row, column));
            }
        }
    }

    private static void assertPlane(ByteBuffer plane, int stride, int width, int height, int seed) {
        assertThat(plane.capacity()).isEqualTo(width * height);
        for (int row = 0; row < height; row++) {
            for (int column = 0; column < width; column++) {
                assertThat(plane.get(row * stride + column)).isEqualTo(PaddedBuffer.pixel(seed, row, column));
            }
        }
    }

    @Test
    void aDuplicateIsReleasedSeparately() {
        VideoFrame frame = VideoFrame.of(I420Buffer.allocate(4, 2), 0, 7, 3);
        VideoFrame other = frame.duplicate();
        assertThat(other.sequence()).isEqualTo(3);
        other.release();
        assertThatThrownBy(other::release).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(other::y).isInstanceOf(IllegalStateException.class);
        assertThat(frame.isLive()).isTrue();
        assertThat(frame.release()).isTrue();
        assertThatThrownBy(frame::duplicate).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void discardingTwiceTakesOneReferenceOfItsOwn() {
        VideoFrame frame = VideoFrame.of(I420Buffer.allocate(4, 2), 0);
        VideoFrame other = frame.duplicate();
        other.discard();
        other.discard();
        assertThat(other.isLive()).isFalse();
        assertThat(frame.release()).isTrue();
    }
}
