package io.decart4j.testkit;

import io.decart4j.media.I420Buffer;
import io.decart4j.media.VideoFrame;
import java.nio.ByteBuffer;
import java.util.function.IntUnaryOperator;

/** What the stand-in model does to a picture: one table of 256 values per plane. Immutable. */
final class PlaneTables {

    static final PlaneTables IDENTITY = new PlaneTables(table(x -> x), table(x -> x), table(x -> x));

    private final byte[] y;
    private final byte[] u;
    private final byte[] v;

    private PlaneTables(byte[] y, byte[] u, byte[] v) {
        this.y = y;
        this.u = u;
        this.v = v;
    }

    /** First these tables, then the given functions of a plane's value. */
    PlaneTables then(IntUnaryOperator luma, IntUnaryOperator blueDifference, IntUnaryOperator redDifference) {
        return new PlaneTables(after(y, luma), after(u, blueDifference), after(v, redDifference));
    }

    /** Pulls every value towards a colour: by half in luma, so that the scene stays visible, by more in chroma. */
    PlaneTables tint(int rgb) {
        return then(
                x -> blend(x, Bt601.luma(rgb), 50),
                x -> blend(x, Bt601.blueDifference(rgb), 80),
                x -> blend(x, Bt601.redDifference(rgb), 80));
    }

    /** A new heap frame of the same size, rotation and time; the given one stays the caller's. */
    VideoFrame apply(VideoFrame frame) {
        int width = frame.width();
        int height = frame.height();
        I420Buffer to = I420Buffer.allocate(width, height);
        int chromaWidth = (width + 1) / 2;
        int chromaHeight = (height + 1) / 2;
        map(frame.y(), frame.strideY(), to.y(), to.strideY(), width, height, y);
        map(frame.u(), frame.strideU(), to.u(), to.strideU(), chromaWidth, chromaHeight, u);
        map(frame.v(), frame.strideV(), to.v(), to.strideV(), chromaWidth, chromaHeight, v);
        return VideoFrame.of(to, frame.rotation(), frame.timestampNanos());
    }

    private static void map(
            ByteBuffer from, int fromStride, ByteBuffer to, int toStride, int width, int height, byte[] table) {
        byte[] row = new byte[width];
        for (int line = 0; line < height; line++) {
            from.get(line * fromStride, row);
            for (int column = 0; column < width; column++) {
                row[column] = table[row[column] & 0xff];
            }
            to.put(line * toStride, row);
        }
    }

    private static byte[] table(IntUnaryOperator function) {
        byte[] table = new byte[256];
        for (int value = 0; value < 256; value++) {
            table[value] = (byte) Bt601.clamp(function.applyAsInt(value));
        }
        return table;
    }

    private static byte[] after(byte[] first, IntUnaryOperator second) {
        return table(value -> second.applyAsInt(first[value] & 0xff));
    }

    private static int blend(int from, int to, int percent) {
        return from + (to - from) * percent / 100;
    }
}
