package io.decart4j.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class MirroredFrameTest {

    @Test
    void leftAndRightAreExchangedInEachRowOfEachPlane() {
        I420Buffer buffer = I420Buffer.allocate(3, 2);
        fill(buffer.y(), 1, 2, 3, 4, 5, 6);
        fill(buffer.u(), 7, 8);
        fill(buffer.v(), 9, 10);
        VideoFrame frame = VideoFrame.of(buffer, 42);
        try (VideoFrame mirrored = frame.mirrored()) {
            assertThat(bytes(mirrored.y())).containsExactly(3, 2, 1, 6, 5, 4);
            assertThat(bytes(mirrored.u())).containsExactly(8, 7);
            assertThat(bytes(mirrored.v())).containsExactly(10, 9);
            assertThat(mirrored.timestampNanos()).isEqualTo(42);
        }
        assertThat(bytes(frame.y())).containsExactly(1, 2, 3, 4, 5, 6);
        assertThat(frame.release()).isTrue();
    }

    private static void fill(ByteBuffer plane, int... values) {
        for (int i = 0; i < values.length; i++) {
            plane.put(i, (byte) values[i]);
        }
    }

    private static byte[] bytes(ByteBuffer plane) {
        byte[] all = new byte[plane.remaining()];
        plane.get(0, all);
        return all;
    }
}
