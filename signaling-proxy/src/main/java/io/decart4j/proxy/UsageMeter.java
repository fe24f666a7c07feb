package io.decart4j.proxy;

import io.decart4j.flow.CallersCode;
import java.time.Duration;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** Tells the billing hook how long a session has generated. Goes on behind the session's end until that is told. */
final class UsageMeter {

    private static final Logger log = LoggerFactory.getLogger(SignalingProxy.class);

    private final ProxySession session;
    private final Function<? super Usage, Mono<Void>> hook;
    private final Duration limit;
    private final Sinks.Many<Double> ticks = Sinks.many().unicast().onBackpressureBuffer();
    private final Mono<Void> told;
    private double seconds; // guarded by this

    UsageMeter(ProxySession session, Function<? super Usage, Mono<Void>> hook, Duration limit) {
        this.session = session;
        this.hook = hook;
        this.limit = limit;
        this.told = ticks.asFlux()
                .onBackpressureLatest() // seconds are cumulative: the newest says all
                .concatMap(tick -> tell(tick, false), 0)
                .then(Mono.defer(() -> tell(sum(), true)))
                .cache();
        told.subscribe();
    }

    synchronized void tick(double cumulative) {
        if (cumulative > seconds) { // false for what is no number
            seconds = cumulative;
            ticks.tryEmitNext(cumulative);
        }
    }

    /** The last word; completes when the hook has heard it. */
    Mono<Void> end() {
        synchronized (this) {
            ticks.tryEmitComplete();
        }
        return told;
    }

    private synchronized double sum() {
        return seconds;
    }

    private Mono<Void> tell(double cumulative, boolean last) {
        return CallersCode.hook(() -> hook.apply(new Usage(session, cumulative, last)))
                .timeout(limit)
                .onErrorResume(e -> {
                    log.error("{}: the billing hook failed at {} s", session, cumulative, e);
                    return Mono.empty();
                });
    }
}
