package io.decart4j.media.source;

/** The limited-range BT.601 values that I420 frames carry, of colours {@code 0xRRGGBB}. */
final class Bt601 {

    private Bt601() {}

    static int luma(int rgb) {
        return weighted(rgb, 66, 129, 25) + 16;
    }

    static int blueDifference(int rgb) {
        return weighted(rgb, -38, -74, 112) + 128;
    }

    static int redDifference(int rgb) {
        return weighted(rgb, 112, -94, -18) + 128;
    }

    private static int weighted(int rgb, int red, int green, int blue) {
        return (red * ((rgb >> 16) & 0xff) + green * ((rgb >> 8) & 0xff) + blue * (rgb & 0xff) + 128) >> 8;
    }
}
