package io.decart4j.reactor;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

/** Subscribes to a Mono and remembers how it ended. */
final class Outcome {

    final AtomicReference<@Nullable Throwable> error = new AtomicReference<>();
    volatile boolean done;
    final Disposable subscription;

    Outcome(Mono<?> mono) {
        subscription = mono.subscribe(value -> {}, error::set, () -> done = true);
    }

    String toText() {
        Throwable failed = error.get();
        return failed != null ? String.valueOf(failed.getMessage()) : done ? "done" : "pending";
    }
}
