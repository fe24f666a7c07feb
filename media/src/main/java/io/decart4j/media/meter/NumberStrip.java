package io.decart4j.media.meter;

import io.decart4j.media.I420Buffer;
import io.decart4j.media.VideoFrame;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.OptionalLong;

/**
 * Two rows of blocks, each a bit: 32 of the number, 16 of a checksum. Each row begins with a white and a black one and ends
 * with two white ones. A block is read by its middle and against those, so coding, scaling, tinting, inversion and mirroring
 * do no harm; one that is neither white nor black makes the strip unreadable rather than wrong.
 */
final class NumberStrip {

    static final int MIN_WIDTH = 120;
    static final int MIN_HEIGHT = 60;
    static final long MAX = 0xFFFF_FFFFL;

    static final double TOP = 0.82;
    static final double BOTTOM = 0.96;
    private static final double LEFT = 0.03;
    private static final double RIGHT = 0.97;

    private static final int ROWS = 2;
    private static final int BITS_PER_ROW = 24;
    private static final int COLUMNS = BITS_PER_ROW + 4;
    private static final int CHECK_BITS = 16;

    private static final int LEAST_CONTRAST = 24;
    /** How far a block may be from its colour, as a part of the contrast. */
    private static final double UNCLEAR = 0.35;

    private final int width;
    private final int height;

    NumberStrip(int width, int height) {
        this.width = width;
        this.height = height;
    }

    void write(I420Buffer to, long number) {
        long bits = number << CHECK_BITS | checksum(number);
        for (int row = 0; row < ROWS; row++) {
            for (int column = 0; column < COLUMNS; column++) {
                Paint.fill(to, x(column), y(row), x(column + 1), y(row + 1), isWhite(bits, row, column));
            }
        }
    }

    OptionalLong read(VideoFrame frame) {
        ByteBuffer luma = frame.y();
        double[][] blocks = new double[ROWS][COLUMNS];
        for (int row = 0; row < ROWS; row++) {
            for (int column = 0; column < COLUMNS; column++) {
                blocks[row][column] = middle(luma, frame.strideY(), row, column);
            }
        }
        OptionalLong number = decode(blocks);
        if (number.isEmpty()) {
            Arrays.stream(blocks).forEach(NumberStrip::mirror);
            number = decode(blocks);
        }
        return number;
    }

    private static OptionalLong decode(double[][] blocks) {
        double white = (mean(blocks, 0) + mean(blocks, COLUMNS - 2) + mean(blocks, COLUMNS - 1)) / 3;
        double black = mean(blocks, 1);
        if (Math.abs(white - black) < LEAST_CONTRAST) {
            return OptionalLong.empty();
        }
        long bits = 0;
        for (int row = 0; row < ROWS; row++) {
            for (int column = 0; column < COLUMNS; column++) {
                double whiteness = (blocks[row][column] - black) / (white - black);
                boolean one = whiteness > 0.5;
                boolean reference = isReference(column);
                if (Math.abs(whiteness - (one ? 1 : 0)) > UNCLEAR || (reference && one != isWhite(0, row, column))) {
                    return OptionalLong.empty();
                }
                bits = reference ? bits : bits << 1 | (one ? 1 : 0);
            }
        }
        long number = bits >>> CHECK_BITS;
        return checksum(number) == (bits & 0xffff) ? OptionalLong.of(number) : OptionalLong.empty();
    }

    private static double mean(double[][] blocks, int column) {
        return Arrays.stream(blocks).mapToDouble(row -> row[column]).average().orElseThrow();
    }

    private static void mirror(double[] row) {
        for (int left = 0, right = COLUMNS - 1; left < right; left++, right--) {
            double block = row[left];
            row[left] = row[right];
            row[right] = block;
        }
    }

    private static boolean isReference(int column) {
        return column < 2 || column >= COLUMNS - 2;
    }

    private static boolean isWhite(long bits, int row, int column) {
        if (isReference(column)) {
            return column != 1;
        }
        int fromTheEnd = (ROWS - row) * BITS_PER_ROW - 1 - (column - 2);
        return (bits >>> fromTheEnd & 1) == 1;
    }

    /** CRC-16/CCITT-FALSE of the number's four bytes: it notices any three wrong bits. */
    private static long checksum(long number) {
        int crc = 0xffff;
        for (int shift = 24; shift >= 0; shift -= 8) {
            crc ^= (int) (number >>> shift & 0xff) << 8;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 0x8000) == 0 ? crc << 1 : crc << 1 ^ 0x1021;
            }
        }
        return crc & 0xffff;
    }

    private double middle(ByteBuffer luma, int stride, int row, int column) {
        int marginX = (x(column + 1) - x(column)) / 4;
        int marginY = (y(row + 1) - y(row)) / 4;
        int left = x(column) + marginX;
        int right = x(column + 1) - marginX;
        int top = y(row) + marginY;
        int bottom = y(row + 1) - marginY;
        long sum = 0;
        for (int y = top; y < bottom; y++) {
            for (int x = left; x < right; x++) {
                sum += luma.get(y * stride + x) & 0xff;
            }
        }
        return (double) sum / ((long) (right - left) * (bottom - top));
    }

    private int x(int column) {
        return (int) Math.round((LEFT + (RIGHT - LEFT) * column / COLUMNS) * width);
    }

    private int y(int row) {
        return (int) Math.round((TOP + (BOTTOM - TOP) * row / ROWS) * height);
    }
}
