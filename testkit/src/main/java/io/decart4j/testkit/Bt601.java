package io.decart4j.testkit;

/** Between RGB and the limited-range BT.601 values that I420 frames carry. Colours are {@code 0xRRGGBB}. */
final class Bt601 {

    private Bt601() {}

    static int luma(int rgb) {
        return clamp(((66 * red(rgb) + 129 * green(rgb) + 25 * blue(rgb) + 128) >> 8) + 16);
    }

    static int blueDifference(int rgb) {
        return clamp(((-38 * red(rgb) - 74 * green(rgb) + 112 * blue(rgb) + 128) >> 8) + 128);
    }

    static int redDifference(int rgb) {
        return clamp(((112 * red(rgb) - 94 * green(rgb) - 18 * blue(rgb) + 128) >> 8) + 128);
    }

    static int rgb(double y, double u, double v) {
        double light = 1.164 * (y - 16);
        return rgb(
                (int) Math.round(light + 1.596 * (v - 128)),
                (int) Math.round(light - 0.392 * (u - 128) - 0.813 * (v - 128)),
                (int) Math.round(light + 2.017 * (u - 128)));
    }

    static int rgb(int red, int green, int blue) {
        return (clamp(red) << 16) | (clamp(green) << 8) | clamp(blue);
    }

    static int red(int rgb) {
        return (rgb >> 16) & 0xff;
    }

    static int green(int rgb) {
        return (rgb >> 8) & 0xff;
    }

    static int blue(int rgb) {
        return rgb & 0xff;
    }

    static int clamp(int value) {
        return Math.max(0, Math.min(255, value));
    }
}
