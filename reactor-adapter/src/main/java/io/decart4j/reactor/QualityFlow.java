package io.decart4j.reactor;

import io.decart4j.quality.QualityEvaluator;
import io.decart4j.quality.QualityInput;
import io.decart4j.quality.QualityReport;
import io.decart4j.quality.QualityTargets;
import io.decart4j.stats.OutboundVideo;
import io.decart4j.stats.SessionStats;
import java.util.Optional;
import reactor.core.publisher.Flux;

/** Verdicts about the connection, by its samples; a new connection is judged anew. */
final class QualityFlow {

    private final int framesPerSecond;
    private QualityEvaluator evaluator = new QualityEvaluator();

    private QualityFlow(int framesPerSecond) {
        this.framesPerSecond = framesPerSecond;
    }

    /**
     * A verdict when it changes.
     *
     * @param framesPerSecond that the remote video is made for
     */
    static Flux<QualityReport> of(Flux<SessionStats> samples, int framesPerSecond) {
        return Flux.defer(() -> {
                    QualityFlow flow = new QualityFlow(framesPerSecond);
                    return samples.<QualityReport>handle(
                            (stats, sink) -> flow.next(stats).ifPresent(sink::next));
                })
                .onBackpressureLatest();
    }

    private Optional<QualityReport> next(SessionStats stats) {
        if (stats.first()) {
            evaluator = new QualityEvaluator();
        }
        OutboundVideo sent = stats.outboundVideo();
        QualityTargets targets = QualityTargets.direct(
                framesPerSecond, sent == null ? 0 : sent.frameWidth(), sent == null ? 0 : sent.frameHeight());
        return evaluator.sample(QualityInput.of(stats), targets);
    }
}
