package io.decart4j.reactor.internal.media.direct;

import io.decart4j.flow.MonotonicTime;
import io.decart4j.stats.ReceiverReports;
import io.decart4j.stats.StatsReport;
import java.time.Duration;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Looks once a second, while frames are sent, whether what a direct connection sends arrives. */
final class SendingWatch {

    private static final Duration LOOKS = Duration.ofSeconds(1);

    private final Mono<StatsReport> stats;
    private final ReceiverReports reports = new ReceiverReports();
    /** Ten thousand sessions that send nothing need no timers. */
    private final Sinks.Empty<Void> first = Sinks.empty();

    private volatile boolean sending;
    private volatile boolean stalled;

    /** @param stats what the connection counts now */
    SendingWatch(Mono<StatsReport> stats) {
        this.stats = stats;
    }

    /**
     * A frame was offered to the connection.
     *
     * @param taken whether it was taken
     * @return whether it is on its way to somebody
     */
    boolean sent(boolean taken) {
        if (taken) {
            sending = true;
            first.tryEmitEmpty();
        }
        return taken && !stalled;
    }

    /** Whether it arrives nowhere, each time that this is looked at; never completes. */
    Flux<Boolean> states() {
        return first.asMono()
                .thenMany(Flux.interval(LOOKS))
                .onBackpressureDrop()
                .concatMap(tick -> look(), 1);
    }

    private Mono<Boolean> look() {
        if (!sending && !stalled) {
            return Mono.empty();
        }
        sending = false;
        return stats.map(report -> reports.isStalled(report, MonotonicTime.nanos()))
                .doOnNext(now -> stalled = now)
                .onErrorComplete();
    }
}
