package io.decart4j.quality;

import static io.decart4j.quality.QualityLevel.FAIR;
import static io.decart4j.quality.QualityLevel.GOOD;

/** What each dimension is worth. */
record Scores(QualityLevel bandwidth, QualityLevel loss, QualityLevel latency, QualityLevel stall) {

    static Scores of(QualityInput input, QualityTargets targets, boolean warmingUp) {
        QualityMetrics metrics = input.metrics();
        return new Scores(
                warmingUp ? GOOD : bandwidth(input, targets),
                Limits.loss(metrics.packetLoss()),
                metrics.g2gMs() == null
                        ? Limits.roundTrip(metrics.rttMs(), input.relayed())
                        : Limits.glassToGlass(metrics.g2gMs()),
                Limits.framesPerSecond(metrics.fps(), targets.framesPerSecond())
                        .worst(Limits.loss(metrics.g2gDropRatio()))
                        .worst(input.freezing() ? FAIR : GOOD));
    }

    QualityLevel worst() {
        return bandwidth.worst(loss).worst(latency).worst(stall);
    }

    LimitingFactor factor(String limitation) {
        QualityLevel worst = worst();
        if (worst == GOOD) {
            return limitation.equals("cpu") ? LimitingFactor.CPU : LimitingFactor.NONE;
        }
        if (bandwidth == worst) {
            return LimitingFactor.BANDWIDTH;
        }
        if (loss == worst) {
            return LimitingFactor.LOSS;
        }
        return latency == worst ? LimitingFactor.LATENCY : LimitingFactor.STALL;
    }

    private static QualityLevel bandwidth(QualityInput input, QualityTargets targets) {
        return Limits.bandwidth(input.metrics().availableUpstreamKbps(), targets.upstreamKbps())
                .worst(input.limitation().equals("bandwidth") ? FAIR : GOOD);
    }
}
