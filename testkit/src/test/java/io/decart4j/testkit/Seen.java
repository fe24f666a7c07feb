package io.decart4j.testkit;

import io.decart4j.media.VideoFrame;
import io.decart4j.media.source.TestPattern;

/** What a frame of the test pattern shows after its way through the model and the codecs. */
final class Seen {

    private static final int CODING = 40;

    private Seen() {}

    static boolean unchanged(VideoFrame frame) {
        return TestPattern.PATCHES.stream().allMatch(patch -> near(frame, patch, patch.rgb()));
    }

    static boolean grey(VideoFrame frame) {
        return TestPattern.PATCHES.stream().allMatch(patch -> Pixels.colourfulness(Pixels.meanRgb(frame, patch)) < 12);
    }

    static boolean inverted(VideoFrame frame) {
        return TestPattern.PATCHES.stream().allMatch(patch -> near(frame, patch, 0xFFFFFF - patch.rgb()));
    }

    private static boolean near(VideoFrame frame, TestPattern.Patch patch, int rgb) {
        return Pixels.distance(Pixels.meanRgb(frame, patch), rgb) < CODING;
    }
}
