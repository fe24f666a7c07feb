package io.decart4j.livekit;

import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** What ends things that run side by side: the first that fails, of which others that fail with it take nothing away. */
final class FirstFailure {

    private final Sinks.Empty<Void> failure = Sinks.empty();

    /** The same work, whose failure is told here and to nobody else. */
    Flux<Void> watch(Publisher<Void> work) {
        return Flux.from(work).onErrorResume(e -> {
            failure.tryEmitError(e);
            return Flux.never();
        });
    }

    /** Runs the work until something that is watched fails; never completes. */
    Mono<Void> run(Publisher<Void> work) {
        return Mono.firstWithSignal(failure.asMono(), Flux.from(work).then(Mono.never()));
    }
}
