package io.decart4j.reactor.internal.control;

import io.decart4j.message.ClientMessage;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.MonoSink;

/** A command that waits for its turn or its ack. */
final class PendingCommand {

    final String name;
    final ClientMessage message;
    final Duration limit;
    private final MonoSink<Void> sink;
    private final AtomicBoolean ended = new AtomicBoolean();
    private final Disposable.Swap expiry = Disposables.swap();

    PendingCommand(String name, ClientMessage message, Duration limit, MonoSink<Void> sink) {
        this.name = name;
        this.message = message;
        this.limit = limit;
        this.sink = sink;
    }

    /** The limit that holds from now on, instead of the one before. */
    void expiring(Disposable deadline) {
        expiry.update(deadline);
    }

    /** Only the first end counts: a time limit, an ack, a failing write and a lost connection may meet. */
    void end(@Nullable Throwable failure) {
        if (ended.compareAndSet(false, true)) {
            if (failure == null) {
                sink.success();
            } else {
                sink.error(failure);
            }
        }
    }

    /** Nobody waits any more. */
    void forget() {
        ended.set(true);
        expiry.dispose();
    }
}
