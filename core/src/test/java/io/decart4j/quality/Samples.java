package io.decart4j.quality;

import org.jspecify.annotations.Nullable;

/** Inputs in few words: what is not named is good or unknown. */
final class Samples {

    static final QualityInput GOOD = rtt(50);
    static final QualityInput FAIR = rtt(200);
    static final QualityInput POOR = rtt(400);
    static final QualityInput CRITICAL = rtt(900);

    private Samples() {}

    static QualityInput rtt(double millis) {
        return of(metrics(millis, 0.0, 25.0, 4000.0));
    }

    static QualityInput of(QualityMetrics metrics) {
        return new QualityInput(metrics, false, false, "none");
    }

    static QualityMetrics metrics(
            @Nullable Double rtt, @Nullable Double loss, @Nullable Double fps, @Nullable Double kbps) {
        return new QualityMetrics(rtt, null, null, fps, loss, null, null, kbps);
    }
}
