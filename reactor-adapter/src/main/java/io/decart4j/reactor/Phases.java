package io.decart4j.reactor;

import io.decart4j.error.PhaseTimeoutException;
import io.decart4j.event.SessionEvent;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SignalType;
import reactor.core.scheduler.Schedulers;

/** Tells how long each phase of an attempt took. */
final class Phases {

    private final Consumer<SessionEvent> tell;

    Phases(Consumer<SessionEvent> tell) {
        this.tell = tell;
    }

    /** The same step, measured from its subscription; one that is cancelled tells nothing. */
    <T> Mono<T> time(String phase, Mono<T> step) {
        return Mono.defer(() -> {
            long start = now();
            return step.doFinally(end -> {
                if (end != SignalType.CANCEL) {
                    tell.accept(new SessionEvent.PhaseTiming(
                            phase, Duration.ofNanos(now() - start), end == SignalType.ON_COMPLETE));
                }
            });
        });
    }

    /** What a phase ends in that takes longer than it may. */
    static <T> Mono<T> late(String phase, Duration limit) {
        return Mono.error(() -> new PhaseTimeoutException(phase, limit));
    }

    /** The scheduler's clock, so that virtual time is virtual here too. */
    private static long now() {
        return Schedulers.parallel().now(TimeUnit.NANOSECONDS);
    }
}
