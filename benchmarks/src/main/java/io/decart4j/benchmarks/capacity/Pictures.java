package io.decart4j.benchmarks.capacity;

import io.decart4j.media.I420Buffer;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.IntStream;

/** What every session of both sides sends: moving pictures on the heap, painted once. */
final class Pictures {

    static final int WIDTH = 320;
    static final int HEIGHT = 180;
    static final int FPS = 15;

    private static final List<I420Buffer> ALL =
            IntStream.range(0, 30).mapToObj(Pictures::paint).toList();

    private Pictures() {}

    static I420Buffer number(int index) {
        return ALL.get(index % ALL.size());
    }

    private static I420Buffer paint(int index) {
        I420Buffer to = I420Buffer.allocate(WIDTH, HEIGHT);
        fill(to.y(), to.strideY(), index * 4);
        fill(to.u(), to.strideU(), index * 2);
        fill(to.v(), to.strideV(), -index * 2);
        return to;
    }

    private static void fill(ByteBuffer plane, int stride, int shift) {
        for (int at = 0; at < plane.capacity(); at++) {
            plane.put(at, (byte) (64 + ((at % stride + at / stride + shift) & 0x7f)));
        }
    }
}
