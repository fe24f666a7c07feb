package io.decart4j.flow;

import java.util.ArrayList;
import java.util.List;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * What ends things that run side by side: the first that fails, of which others that fail with it take nothing away. (Reactor's own
 * {@code merge} gives the second of two failures to the hook for errors that nobody takes, where it came before the cancel.)
 */
public final class FirstFailure {

    private final Sinks.Empty<Void> failure = Sinks.empty();

    /** Nothing is watched yet. */
    public FirstFailure() {}

    /**
     * Everything that the parts emit, as it comes and without a bound, until all have completed or one has failed; the others are
     * cancelled then.
     */
    @SafeVarargs
    public static <T> Flux<T> merge(Publisher<? extends T>... parts) {
        List<Publisher<? extends T>> all = new ArrayList<>();
        for (Publisher<? extends T> part : parts) {
            all.add(part);
        }
        return Flux.defer(() -> {
            FirstFailure first = new FirstFailure();
            List<Flux<T>> watched = new ArrayList<>();
            all.forEach(part -> watched.add(first.watched(part)));
            return Flux.merge(Flux.fromIterable(watched), Integer.MAX_VALUE, Integer.MAX_VALUE)
                    // An error of the other would leave the parts running (Reactor 3.8.8); its completion cancels them.
                    .takeUntilOther(first.failure.asMono().onErrorComplete())
                    .concatWith(Mono.firstWithSignal(first.failure.asMono(), Mono.empty())
                            .then(Mono.empty()));
        });
    }

    /** The same work, whose failure is told here and to nobody else. */
    public Flux<Void> watch(Publisher<Void> work) {
        return watched(work);
    }

    /** Runs the work until something that is watched fails; never completes. */
    public Mono<Void> run(Publisher<Void> work) {
        return Mono.firstWithSignal(failure.asMono(), Flux.from(work).then(Mono.never()));
    }

    private <T> Flux<T> watched(Publisher<? extends T> work) {
        return Flux.<T>from(work).onErrorResume(e -> {
            failure.tryEmitError(e);
            return Flux.never();
        });
    }
}
