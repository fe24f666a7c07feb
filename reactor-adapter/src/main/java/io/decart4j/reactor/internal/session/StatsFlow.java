package io.decart4j.reactor.internal.session;

import io.decart4j.event.ConnectionState;
import io.decart4j.flow.FinishingScheduler;
import io.decart4j.flow.MonotonicTime;
import io.decart4j.flow.WallClock;
import io.decart4j.stats.SessionStats;
import io.decart4j.stats.StatsReport;
import io.decart4j.stats.StatsSampler;
import java.time.Duration;
import java.util.function.Supplier;
import org.slf4j.Logger;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Samples the media of a session, whichever connection it has at the moment, for each subscriber by itself. */
public final class StatsFlow {

    public static final Duration INTERVAL = Duration.ofSeconds(1);
    private static final Duration SHORTEST = Duration.ofMillis(500);

    private static final Logger log = SessionLog.of();

    private final Flux<ConnectionState> states;
    private final Supplier<Mono<StatsReport>> report;

    /**
     * Samples while the state is a connected one.
     *
     * @param states completes when the session is over
     * @param report asks the connection of the moment
     */
    public StatsFlow(Flux<ConnectionState> states, Supplier<Mono<StatsReport>> report) {
        this.states = states;
        this.report = report;
    }

    public Flux<SessionStats> every(Duration interval) {
        Duration period = interval.compareTo(SHORTEST) < 0 ? SHORTEST : interval;
        return states.publishOn(FinishingScheduler.parallel()) // not within the change of the state
                .map(ConnectionState::isConnected)
                .distinctUntilChanged()
                .switchMap(connected -> connected ? samples(period) : Flux.empty())
                .onBackpressureLatest();
    }

    private Flux<SessionStats> samples(Duration period) {
        return Flux.defer(() -> {
            StatsSampler sampler = new StatsSampler();
            return Flux.interval(period)
                    .onBackpressureDrop() // while a report is late
                    .concatMap(tick -> report.get().onErrorResume(StatsFlow::unread), 0)
                    .map(counters -> sampler.sample(counters, WallClock.now(), MonotonicTime.nanos()));
        });
    }

    /** One that cannot be read is missing; the next may be there. */
    private static Mono<StatsReport> unread(Throwable e) {
        log.debug("No statistics this time", e);
        return Mono.empty();
    }
}
