package io.decart4j.cli.demo;

import io.decart4j.media.VideoFrame;
import io.decart4j.media.source.TestPattern;
import io.decart4j.testkit.Pixels;
import java.awt.Color;
import java.util.function.Predicate;

/** How a received frame of the test pattern has to look. */
final class Appearance {

    /** What coding and conversion may change in a channel of 0 to 255. */
    private static final int TOLERANCE = 48;

    private static final int GREY = 24;
    private static final int COLOURFUL = 50;
    private static final double HUE_TOLERANCE = 20;

    private Appearance() {}

    static Predicate<VideoFrame> unchanged() {
        return frame -> TestPattern.PATCHES.stream()
                .allMatch(patch -> Pixels.distance(Pixels.meanRgb(frame, patch), patch.rgb()) <= TOLERANCE);
    }

    static Predicate<VideoFrame> inverted() {
        return frame -> TestPattern.PATCHES.stream()
                .allMatch(patch -> Pixels.distance(Pixels.meanRgb(frame, patch), 0xFFFFFF ^ patch.rgb()) <= TOLERANCE);
    }

    static Predicate<VideoFrame> grey() {
        return frame -> TestPattern.PATCHES.stream()
                .allMatch(patch -> Pixels.colourfulness(Pixels.meanRgb(frame, patch)) <= GREY);
    }

    /** The whole picture has the hue of this colour, but not its brightness. */
    static Predicate<VideoFrame> tinted(int rgb) {
        return frame -> {
            int mean = Pixels.meanRgb(frame, 0, 0, frame.width(), frame.height());
            double apart = Math.abs(hue(mean) - hue(rgb));
            return Pixels.colourfulness(mean) >= COLOURFUL && Math.min(apart, 360 - apart) <= HUE_TOLERANCE;
        };
    }

    private static double hue(int rgb) {
        return Color.RGBtoHSB((rgb >> 16) & 0xff, (rgb >> 8) & 0xff, rgb & 0xff, null)[0] * 360;
    }
}
