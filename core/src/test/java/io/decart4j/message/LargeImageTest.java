package io.decart4j.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** The largest image, and what it costs on the heap. A Latin-1 copy of its Base64 alone would be 1.33 times its size. */
class LargeImageTest {

    private static final int SIZE = 10 * 1024 * 1024;

    private final ClientMessage message = new ClientMessage.SetImage(new ImagePayload.Inline(picture()), "p", true);

    @Test
    void comesBackWhole() {
        assertThat(SignalingCodec.readClientMessage(write())).isEqualTo(message);
    }

    @Test
    void theSizeHintSuffices() {
        int size = write().length;

        assertThat(SignalingCodec.sizeHint(message)).isBetween(size, size + 1024);
    }

    @Test
    void theSizeHintOfAJoinSuffices() {
        var join = new ClientMessage.LivekitJoin(null, false, new ClientMessage.EmbeddedState(message));
        int size = Wire.json(join).length();

        assertThat(SignalingCodec.sizeHint(join)).isBetween(size, size + 1024);
    }

    @Test
    void isWrittenWithoutACopyOfTheText() {
        var out = new ByteArrayOutputStream(SignalingCodec.sizeHint(message));
        write(out); // classes and recycled buffers

        out.reset();
        assertThat(allocated(() -> write(out))).isLessThan(64 * 1024);
    }

    @Test
    void isReadWithTheBytesAloneAsBlocksAndAsTheirArray() {
        byte[] frame = write();
        SignalingCodec.readClientMessage(frame);

        assertThat(allocated(() -> SignalingCodec.readClientMessage(frame))).isLessThan((long) (2.1 * SIZE));
    }

    private byte[] write() {
        return write(new ByteArrayOutputStream(SignalingCodec.sizeHint(message)))
                .toByteArray();
    }

    private ByteArrayOutputStream write(ByteArrayOutputStream out) {
        SignalingCodec.write(message, out);
        return out;
    }

    private static long allocated(Supplier<?> work) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        Object result = work.get();
        long after = threads.getCurrentThreadAllocatedBytes();
        assertThat(result).isNotNull();
        return after - before;
    }

    private static byte[] picture() {
        byte[] bytes = new byte[SIZE];
        new Random(7).nextBytes(bytes);
        return bytes;
    }
}
