package io.decart4j.quality;

import static io.decart4j.quality.QualityLevel.CRITICAL;
import static io.decart4j.quality.QualityLevel.FAIR;
import static io.decart4j.quality.QualityLevel.GOOD;
import static io.decart4j.quality.QualityLevel.POOR;

import org.jspecify.annotations.Nullable;

/** The limits of each dimension. What is unknown is good. */
final class Limits {

    private static final int RELAY_ALLOWANCE_MS = 100;
    private static final double OFFICIAL_FPS = 30;

    private Limits() {}

    static QualityLevel glassToGlass(@Nullable Double millis) {
        return atMost(millis, 500, 900, 1500);
    }

    /** A relayed path takes a detour that is nobody's fault. */
    static QualityLevel roundTrip(@Nullable Double millis, boolean relayed) {
        int more = relayed ? RELAY_ALLOWANCE_MS : 0;
        return atMost(millis, 150 + more, 300 + more, 500 + more);
    }

    static QualityLevel firstFrame(@Nullable Double millis) {
        return atMost(millis, 4000, 6000, 10_000);
    }

    /** Of packets or of frames, from 0 to 1. */
    static QualityLevel loss(@Nullable Double fraction) {
        return atMost(fraction, 0.001, 0.01, 0.05);
    }

    static QualityLevel bandwidth(@Nullable Double kbps, double wanted) {
        return kbps == null ? GOOD : atLeast(kbps / wanted, 1.0, 0.8, 0.5);
    }

    /** For 30 frames a second; of a slower stream the same share is asked, or it could never be good. */
    static QualityLevel framesPerSecond(@Nullable Double fps, double wanted) {
        double share = Math.min(1, wanted / OFFICIAL_FPS);
        return atLeast(fps, 20 * share, 12 * share, 5 * share);
    }

    private static QualityLevel atMost(@Nullable Double value, double good, double fair, double poor) {
        return value == null ? GOOD : atLeast(-value, -good, -fair, -poor);
    }

    private static QualityLevel atLeast(@Nullable Double value, double good, double fair, double poor) {
        if (value == null || value >= good) {
            return GOOD;
        }
        if (value >= fair) {
            return FAIR;
        }
        return value >= poor ? POOR : CRITICAL;
    }
}
