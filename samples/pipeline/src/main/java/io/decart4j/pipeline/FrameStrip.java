package io.decart4j.pipeline;

import io.decart4j.media.I420Buffer;
import io.decart4j.media.VideoFrame;
import java.nio.ByteBuffer;
import java.util.OptionalInt;

/**
 * A number in the picture: cells along the lower edge, a white and a black one first, which tell what became of white and
 * black on the way. Survives coding, scaling and any change of tone; a check tells when it did not survive.
 */
final class FrameStrip {

    private static final int BITS = 20;
    private static final int CHECK_BITS = 6;
    private static final int CELLS = 2 + BITS + CHECK_BITS;
    private static final int WHITE = 235;
    private static final int BLACK = 16;
    private static final int LEAST_CONTRAST = 40;

    private FrameStrip() {}

    /** Rows at the lower edge. */
    static int rows(int height) {
        return Math.max(12, height / 20 & ~1);
    }

    /** A copy on the heap with the number in it, released by the caller. */
    static VideoFrame burn(VideoFrame frame, int number) {
        VideoFrame numbered = frame.copy();
        I420Buffer to = numbered.buffer();
        int top = to.height() - rows(to.height());
        long bits = (0b10L << (BITS + CHECK_BITS)) | ((long) number << CHECK_BITS) | check(number);
        for (int x = 0; x < to.width(); x++) {
            boolean white = ((bits >> (CELLS - 1 - x * CELLS / to.width())) & 1) == 1;
            for (int y = top; y < to.height(); y++) {
                to.y().put(y * to.strideY() + x, (byte) (white ? WHITE : BLACK));
            }
        }
        grey(to.u(), to.strideU(), to, top);
        grey(to.v(), to.strideV(), to, top);
        return numbered;
    }

    /** The number, when it can be read. */
    static OptionalInt read(VideoFrame frame) {
        int[] cells = new int[CELLS];
        for (int cell = 0; cell < CELLS; cell++) {
            cells[cell] = luma(frame, cell);
        }
        int white = cells[0];
        int black = cells[1];
        if (Math.abs(white - black) < LEAST_CONTRAST) {
            return OptionalInt.empty();
        }
        int bits = 0;
        for (int cell = 2; cell < CELLS; cell++) {
            boolean one = Math.abs(cells[cell] - white) < Math.abs(cells[cell] - black);
            bits = (bits << 1) | (one ? 1 : 0);
        }
        int number = bits >> CHECK_BITS;
        return (bits & ((1 << CHECK_BITS) - 1)) == check(number) ? OptionalInt.of(number) : OptionalInt.empty();
    }

    /** Mean over the middle of a cell. */
    private static int luma(VideoFrame frame, int cell) {
        int width = frame.width();
        int height = frame.height();
        int rows = rows(height);
        int left = (4 * cell + 1) * width / (4 * CELLS);
        int right = Math.max(left + 1, (4 * cell + 3) * width / (4 * CELLS));
        ByteBuffer luma = frame.y();
        int sum = 0;
        int count = 0;
        for (int y = height - rows * 3 / 4; y < height - rows / 4; y++) {
            for (int x = left; x < right; x++) {
                sum += luma.get(y * frame.strideY() + x) & 0xff;
                count++;
            }
        }
        return sum / count;
    }

    private static int check(int number) {
        int mixed = number * 0x9E3779B1;
        return mixed >>> (32 - CHECK_BITS);
    }

    private static void grey(ByteBuffer plane, int stride, I420Buffer of, int top) {
        for (int y = top / 2; y < (of.height() + 1) / 2; y++) {
            for (int x = 0; x < (of.width() + 1) / 2; x++) {
                plane.put(y * stride + x, (byte) 128);
            }
        }
    }
}
