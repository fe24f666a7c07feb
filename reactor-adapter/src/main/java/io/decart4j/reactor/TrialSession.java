package io.decart4j.reactor;

import io.decart4j.error.DecartException;
import io.decart4j.event.SessionEvent;
import io.decart4j.flow.FirstFailure;
import io.decart4j.flow.MonotonicTime;
import io.decart4j.flow.TimeLimits;
import io.decart4j.quality.Preflight;
import io.decart4j.quality.PreflightReport;
import io.decart4j.quality.QualityEvaluator;
import io.decart4j.quality.QualityInput;
import io.decart4j.quality.QualityMetrics;
import io.decart4j.quality.QualityReport;
import io.decart4j.quality.QualityTargets;
import io.decart4j.stats.SessionStats;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** A session that is opened to be measured, and then closed. Used once. */
final class TrialSession {

    /** As long as the official clients measure, from the connection on: the first frame may take 7 s more. */
    static final Duration LIMIT = Duration.ofSeconds(12);

    /** Somebody waits for the answer: what takes longer to connect is no session that could be had now. */
    static final Duration CONNECT = Duration.ofSeconds(30);

    private static final Duration INTERVAL = Duration.ofMillis(500);
    private static final int SAMPLES = 5;

    /** From the first frame on, in which the rate is not yet that of the stream. */
    private static final int BEGINNING = 2;

    private final long began = MonotonicTime.nanos();
    private volatile @Nullable Double firstFrameMs;
    private volatile boolean relayed;
    /** For the medians only; those of the time before the first frame are replaced. */
    private volatile QualityEvaluator evaluator = new QualityEvaluator();

    private final List<String> errors = new CopyOnWriteArrayList<>();
    private int moving;

    private TrialSession() {}

    /**
     * Opens one at each subscription.
     *
     * @param connect for the session to be connected
     * @param limit for the measurement behind that
     */
    static Mono<PreflightReport> of(Supplier<RealtimeSession> session, Duration connect, Duration limit) {
        Duration most = TimeLimits.positive("limit", limit);
        return Mono.usingWhen(
                Mono.fromSupplier(session),
                opened -> new TrialSession().run(opened, connect, most),
                RealtimeSession::disconnect,
                (opened, error) -> opened.disconnect(),
                RealtimeSession::disconnect);
    }

    private Mono<PreflightReport> run(RealtimeSession session, Duration connect, Duration limit) {
        Mono<Double> firstFrame = session.video(frame -> (MonotonicTime.nanos() - began) / 1e6)
                .next()
                .doOnNext(millis -> firstFrameMs = millis);
        Mono<Void> samples = session.stats(INTERVAL).takeUntil(this::sample).then();
        // Unmuted, however its options say: of what is not sent nothing can be measured.
        Mono<Void> connected =
                session.unmute().then(session.connect()).timeout(connect).then().cache();
        Mono<Void> failures = session.events()
                .ofType(SessionEvent.ErrorOccurred.class)
                .doOnNext(told -> errors.add(String.valueOf(told.error().getMessage())))
                .then();
        // What is measured is listened to from the start; the time for it begins with the connection.
        Mono<Long> over = connected.onErrorResume(e -> Mono.never()).then(Mono.delay(limit));
        return FirstFailure.merge(firstFrame, samples, connected)
                .doOnSubscribe(begin -> failures.subscribe())
                .then()
                .takeUntilOther(over)
                .then(Mono.fromSupplier(this::verdict))
                .onErrorResume(
                        TimeoutException.class,
                        e -> Mono.just(Preflight.failed("There was no session within " + connect.toMillis() + " ms")))
                .onErrorResume(
                        DecartException.class,
                        e -> Mono.just(Preflight.failed("There was no session: " + e.getMessage())));
    }

    /** Whether there are as many as are wanted. */
    private boolean sample(SessionStats stats) {
        if (firstFrameMs != null) {
            moving++;
            if (moving == BEGINNING + 1) {
                evaluator = new QualityEvaluator();
            }
        }
        QualityInput input = QualityInput.of(stats);
        relayed = input.relayed();
        evaluator.sample(input, QualityTargets.OFFICIAL);
        return moving == BEGINNING + SAMPLES;
    }

    private PreflightReport verdict() {
        QualityMetrics measured = evaluator.latest().map(QualityReport::metrics).orElse(QualityMetrics.UNKNOWN);
        return Preflight.deep(measured.withGlassToGlass(null, firstFrameMs, null), relayed)
                .withReasons(errors);
    }
}
