package io.decart4j.reactor;

import io.decart4j.quality.QualityEvaluator;
import io.decart4j.quality.QualityInput;
import io.decart4j.quality.QualityReport;
import io.decart4j.quality.QualityTargets;
import io.decart4j.stats.OutboundVideo;
import io.decart4j.stats.SessionStats;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

/** Verdicts about the connection, by its samples; a new connection is judged anew. */
final class QualityFlow {

    private final Function<SessionStats, QualityTargets> targets;
    private QualityEvaluator evaluator = new QualityEvaluator();

    private QualityFlow(Function<SessionStats, QualityTargets> targets) {
        this.targets = targets;
    }

    /**
     * A verdict when it changes.
     *
     * @param targets what the stream is made for, at the moment of a sample
     */
    static Flux<QualityReport> of(Flux<SessionStats> samples, Function<SessionStats, QualityTargets> targets) {
        return Flux.defer(() -> {
                    QualityFlow flow = new QualityFlow(targets);
                    return samples.<QualityReport>handle(
                            (stats, sink) -> flow.next(stats).ifPresent(sink::next));
                })
                .onBackpressureLatest();
    }

    /**
     * What to expect of a transport.
     *
     * @param framesPerSecond that the remote video is made for
     * @param sending what the user has limited is not called bad
     */
    static Function<SessionStats, QualityTargets> targets(
            Transport transport, int framesPerSecond, VideoSendParameters sending) {
        double mostFrames = sending.maxFramerate() == null ? Double.MAX_VALUE : sending.maxFramerate();
        double mostKbps = sending.maxBitrate() == null ? Double.MAX_VALUE : sending.maxBitrate() / 1000.0;
        return stats -> (transport == Transport.LIVEKIT
                        ? QualityTargets.OFFICIAL
                        : direct(stats.outboundVideo(), framesPerSecond))
                .atMost(mostFrames, mostKbps);
    }

    private static QualityTargets direct(@Nullable OutboundVideo sent, int framesPerSecond) {
        return QualityTargets.direct(
                framesPerSecond, sent == null ? 0 : sent.frameWidth(), sent == null ? 0 : sent.frameHeight());
    }

    private Optional<QualityReport> next(SessionStats stats) {
        if (stats.first()) {
            evaluator = new QualityEvaluator();
        }
        return evaluator.sample(QualityInput.of(stats), targets.apply(stats));
    }
}
