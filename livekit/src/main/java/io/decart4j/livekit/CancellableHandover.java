package io.decart4j.livekit;

import java.util.concurrent.atomic.AtomicBoolean;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SignalType;

/**
 * Something on its way to a subscriber who may cancel at any moment: either it is handed over, or it is taken back, never
 * both. Many operators cancel a source that has completed long ago.
 */
final class CancellableHandover {

    private CancellableHandover() {}

    /** @param takeBack runs when the subscriber cancels before it has got the value */
    static <T> Mono<T> of(Mono<T> source, Runnable takeBack) {
        return Mono.defer(() -> {
            AtomicBoolean decided = new AtomicBoolean();
            // After the source was cancelled: what it is taken back with would still be told to the one who cancels.
            return source.filter(value -> decided.compareAndSet(false, true)).doFinally(end -> {
                if (end == SignalType.CANCEL && decided.compareAndSet(false, true)) {
                    takeBack.run();
                }
            });
        });
    }
}
