package io.decart4j.reactor;

import io.decart4j.error.DecartException;
import io.decart4j.flow.FirstFailure;
import io.decart4j.flow.MonotonicTime;
import io.decart4j.quality.Preflight;
import io.decart4j.quality.PreflightReport;
import io.decart4j.quality.QualityEvaluator;
import io.decart4j.quality.QualityInput;
import io.decart4j.quality.QualityMetrics;
import io.decart4j.quality.QualityReport;
import io.decart4j.quality.QualityTargets;
import io.decart4j.stats.SessionStats;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** A session that is opened to be measured, and then closed. Used once. */
final class TrialSession {

    /** As long as the official clients wait for enough of it. */
    static final Duration LIMIT = Duration.ofSeconds(12);

    private static final Duration INTERVAL = Duration.ofMillis(500);
    private static final int SAMPLES = 5;

    private final QualityEvaluator evaluator = new QualityEvaluator();
    private final long began = MonotonicTime.nanos();
    private volatile @Nullable Double firstFrameMs;
    private volatile boolean relayed;

    private TrialSession() {}

    /** Opens one at each subscription. */
    static Mono<PreflightReport> of(Supplier<RealtimeSession> session, Duration limit) {
        Duration most = SessionTimeouts.positive("limit", limit);
        return Mono.usingWhen(
                Mono.fromSupplier(session),
                opened -> new TrialSession().run(opened, most),
                RealtimeSession::disconnect,
                (opened, error) -> opened.disconnect(),
                RealtimeSession::disconnect);
    }

    private Mono<PreflightReport> run(RealtimeSession session, Duration limit) {
        Mono<Double> firstFrame = session.video(frame -> (MonotonicTime.nanos() - began) / 1e6)
                .next()
                .doOnNext(millis -> firstFrameMs = millis);
        Mono<Void> samples =
                session.stats(INTERVAL).doOnNext(this::sample).take(SAMPLES).then();
        return FirstFailure.merge(firstFrame, samples, session.connect())
                .then()
                .take(limit)
                .then(Mono.fromSupplier(() -> verdict(session, limit)))
                .onErrorResume(
                        DecartException.class,
                        e -> Mono.just(Preflight.failed("There was no session: " + e.getMessage())));
    }

    private void sample(SessionStats stats) {
        QualityInput input = QualityInput.of(stats);
        relayed = input.relayed();
        evaluator.sample(input, QualityTargets.OFFICIAL); // for the medians only
    }

    private PreflightReport verdict(RealtimeSession session, Duration limit) {
        if (!session.isConnected()) {
            return Preflight.failed("There was no session within " + limit.toMillis() + " ms");
        }
        QualityMetrics measured = evaluator.latest().map(QualityReport::metrics).orElse(QualityMetrics.UNKNOWN);
        return Preflight.deep(measured.withGlassToGlass(null, firstFrameMs, null), relayed);
    }
}
