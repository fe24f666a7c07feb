package io.decart4j.quality;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Turns the samples of one connection into a steady verdict. Not thread-safe; a new connection takes a new one.
 *
 * <p>Round trip, loss, latency and bandwidth are medians of five samples, frames a second the least of five. For the first
 * seven samples the bandwidth does not count. The first verdict holds at once, and so does that of the eighth sample; any
 * other change, for the better or the worse, takes five samples in a row that agree on the new level.
 */
public final class QualityEvaluator {

    private static final int WINDOW = 5;
    private static final int WARM_UP = 8;
    private static final int AGREEING = 5;

    private final Recent rtt = new Recent(WINDOW);
    private final Recent g2g = new Recent(WINDOW);
    private final Recent loss = new Recent(WINDOW);
    private final Recent bandwidth = new Recent(WINDOW);
    private final Recent fps = new Recent(WINDOW);
    private int samples;
    private QualityLevel level = QualityLevel.GOOD;
    private LimitingFactor factor = LimitingFactor.NONE;
    private QualityLevel candidate = QualityLevel.GOOD;
    private int agreeing;
    private @Nullable QualityReport latest;

    /** An evaluator that has seen nothing. */
    public QualityEvaluator() {}

    /** Takes a sample; a report when the level changes and when the warm-up ends, else empty. */
    public Optional<QualityReport> sample(QualityInput input, QualityTargets targets) {
        samples = Math.min(samples + 1, WARM_UP + 1);
        boolean warmingUp = samples < WARM_UP;
        QualityInput smooth =
                new QualityInput(smoothed(input.metrics()), input.relayed(), input.freezing(), input.limitation());
        Scores scores = Scores.of(smooth, targets, warmingUp);
        QualityLevel before = level;
        settle(scores.worst(), samples == 1 || samples == WARM_UP);
        if (level == scores.worst()) {
            factor = scores.factor(input.limitation());
        }
        QualityReport report = new QualityReport(level, factor, warmingUp, smooth.metrics());
        latest = report;
        return samples == 1 || samples == WARM_UP || level != before ? Optional.of(report) : Optional.empty();
    }

    /** As of the last sample; empty before the first. */
    public Optional<QualityReport> latest() {
        return Optional.ofNullable(latest);
    }

    private void settle(QualityLevel verdict, boolean atOnce) {
        if (verdict == level) {
            agreeing = 0;
            return;
        }
        agreeing = verdict == candidate ? agreeing + 1 : 1;
        candidate = verdict;
        if (atOnce || agreeing == AGREEING) {
            level = verdict;
            agreeing = 0;
        }
    }

    private QualityMetrics smoothed(QualityMetrics raw) {
        return new QualityMetrics(
                rtt.add(raw.rttMs()).median(),
                g2g.add(raw.g2gMs()).median(),
                raw.ttffMs(),
                fps.add(raw.fps()).least(),
                loss.add(raw.packetLoss()).median(),
                raw.upstreamJitterMs(),
                raw.g2gDropRatio(),
                bandwidth.add(raw.availableUpstreamKbps()).median());
    }
}
