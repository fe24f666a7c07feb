package io.decart4j.ffmpeg;

import java.nio.ByteBuffer;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.global.avutil;
import org.bytedeco.javacpp.BytePointer;
import org.jspecify.annotations.Nullable;

/**
 * From the luma and colour differences of another matrix to those of BT.601, all of limited range in {@code yuv420p}. Grey stays
 * grey, so a picture without colour is the same before and after. The library would go by way of RGB, which takes nearly twice
 * as long and cuts off what RGB cannot say.
 */
final class ColourMatrix {

    private static final double RED = 0.299;
    private static final double BLUE = 0.114;
    private static final int SHIFT = 16;
    private static final int HALF = 1 << (SHIFT - 1);

    private static final ColourMatrix FROM_BT709 = new ColourMatrix(0.2126, 0.0722);
    private static final ColourMatrix FROM_FCC = new ColourMatrix(0.30, 0.11);
    private static final ColourMatrix FROM_SMPTE240M = new ColourMatrix(0.212, 0.087);

    private final int[] lumaOfU;
    private final int[] lumaOfV;
    private final int[] uOfU;
    private final int[] uOfV;
    private final int[] vOfU;
    private final int[] vOfV;

    /** From the matrix in which red and blue have these weights. */
    private ColourMatrix(double red, double blue) {
        double green = 1 - red - blue;
        double redOfV = 2 * (1 - red);
        double blueOfU = 2 * (1 - blue);
        double toGreen = 1 - RED - BLUE;
        double lumaU = BLUE * blueOfU - toGreen * blue * blueOfU / green;
        double lumaV = RED * redOfV - toGreen * red * redOfV / green;
        lumaOfU = table(lumaU * 219 / 224);
        lumaOfV = table(lumaV * 219 / 224);
        uOfU = table((blueOfU - lumaU) / (2 * (1 - BLUE)));
        uOfV = table(-lumaV / (2 * (1 - BLUE)));
        vOfU = table(-lumaU / (2 * (1 - RED)));
        vOfV = table((redOfV - lumaV) / (2 * (1 - RED)));
    }

    /** For an {@code AVCOL_SPC_}; null when there is nothing to do. */
    static @Nullable ColourMatrix from(int space) {
        if (space == avutil.AVCOL_SPC_BT709) {
            return FROM_BT709;
        }
        if (space == avutil.AVCOL_SPC_FCC) {
            return FROM_FCC;
        }
        return space == avutil.AVCOL_SPC_SMPTE240M ? FROM_SMPTE240M : null;
    }

    /** Both {@code yuv420p} of one size; they may be the same. */
    void apply(AVFrame from, AVFrame to) {
        int width = from.width();
        int chroma = (width + 1) / 2;
        Plane y = new Plane(from, to, 0, width);
        Plane u = new Plane(from, to, 1, chroma);
        Plane v = new Plane(from, to, 2, chroma);
        int[] added = new int[chroma];
        for (int row = 0; row < (from.height() + 1) / 2; row++) {
            u.read(row);
            v.read(row);
            turn(u.row, v.row, added);
            u.write(row);
            v.write(row);
            for (int line = row * 2; line < Math.min(row * 2 + 2, from.height()); line++) {
                y.read(line);
                add(added, y.row);
                y.write(line);
            }
        }
    }

    /** Turns the colour differences of a row and tells what they add to its luma. */
    private void turn(byte[] u, byte[] v, int[] added) {
        for (int i = 0; i < added.length; i++) {
            int blue = u[i] & 0xff;
            int red = v[i] & 0xff;
            added[i] = (lumaOfU[blue] + lumaOfV[red] + HALF) >> SHIFT;
            int toBlue = 128 + ((uOfU[blue] + uOfV[red] + HALF) >> SHIFT);
            int toRed = 128 + ((vOfU[blue] + vOfV[red] + HALF) >> SHIFT);
            // Nearly always neither is out of range: one question for both.
            if (((toBlue | toRed) & ~0xff) != 0) {
                toBlue = clamped(toBlue);
                toRed = clamped(toRed);
            }
            u[i] = (byte) toBlue;
            v[i] = (byte) toRed;
        }
    }

    /** To each two of {@code luma} one of {@code added}. */
    private static void add(int[] added, byte[] luma) {
        int pairs = luma.length / 2;
        for (int i = 0; i < pairs; i++) {
            int plus = added[i];
            int left = (luma[2 * i] & 0xff) + plus;
            int right = (luma[2 * i + 1] & 0xff) + plus;
            if (((left | right) & ~0xff) != 0) {
                left = clamped(left);
                right = clamped(right);
            }
            luma[2 * i] = (byte) left;
            luma[2 * i + 1] = (byte) right;
        }
        if (luma.length % 2 == 1) {
            luma[luma.length - 1] = clamped((luma[luma.length - 1] & 0xff) + added[pairs]);
        }
    }

    private static byte clamped(int value) {
        return (byte) Math.max(0, Math.min(255, value));
    }

    /** What each value of a colour difference adds, in fractions of {@code 1 << SHIFT}. */
    private static int[] table(double factor) {
        int[] table = new int[256];
        for (int value = 0; value < table.length; value++) {
            table[value] = (int) Math.round((value - 128) * factor * (1 << SHIFT));
        }
        return table;
    }

    /** A plane of both frames and one row of it on the heap, where the loops are fast. */
    private static final class Plane {

        private final ByteBuffer from;
        private final ByteBuffer to;
        private final int fromStride;
        private final int toStride;
        private final byte[] row;

        Plane(AVFrame source, AVFrame target, int plane, int width) {
            int rows = plane == 0 ? source.height() : (source.height() + 1) / 2;
            row = new byte[width];
            fromStride = source.linesize(plane);
            toStride = target.linesize(plane);
            from = bytes(source, plane, (long) fromStride * (rows - 1) + width);
            to = bytes(target, plane, (long) toStride * (rows - 1) + width);
        }

        void read(int line) {
            from.get(line * fromStride, row);
        }

        void write(int line) {
            to.put(line * toStride, row);
        }

        private static ByteBuffer bytes(AVFrame frame, int plane, long size) {
            return new BytePointer(frame.data(plane)).capacity(size).asByteBuffer();
        }
    }
}
