package io.decart4j.livekit;

import java.time.Duration;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;

/**
 * A limit beside the step that it limits: the first of both ends counts. Reactor's own timeout hands a failure that comes second
 * to the hook for dropped errors, and a connection that is given up fails just then.
 */
final class TimeLimit {

    private TimeLimit() {}

    static <T> Mono<T> of(Duration limit, Supplier<? extends Throwable> late, Mono<T> step) {
        return Mono.firstWithSignal(step, Mono.delay(limit).flatMap(over -> Mono.error(late)));
    }
}
