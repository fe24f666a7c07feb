package io.decart4j.reactor.internal.session;

import java.util.concurrent.atomic.AtomicBoolean;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SignalType;

/**
 * Who waits for a session to be connected. Reactor's operators cancel what has long completed, so a cancel means something only
 * as long as nobody has the session.
 */
public final class ConnectWaiters {

    private int waiting;
    private boolean handedOver;

    /**
     * The same for one more subscriber.
     *
     * @param abandoned runs when the last one who waits cancels, and nobody has been given anything
     */
    public <S> Mono<S> await(Mono<S> connected, Runnable abandoned) {
        return Mono.defer(() -> {
            AtomicBoolean settled = new AtomicBoolean();
            enter();
            return connected
                    .doOnNext(session -> {
                        if (settled.compareAndSet(false, true)) {
                            leave(true);
                        }
                    })
                    .doOnError(e -> settled.set(true))
                    // After what they wait for was cancelled: the end would still be told to the one who cancels.
                    .doFinally(end -> {
                        if (end == SignalType.CANCEL && settled.compareAndSet(false, true) && leave(false)) {
                            abandoned.run();
                        }
                    });
        });
    }

    private synchronized void enter() {
        waiting++;
    }

    /** Whether nobody waits and nobody has it. */
    private synchronized boolean leave(boolean withIt) {
        waiting--;
        handedOver |= withIt;
        return waiting == 0 && !handedOver;
    }
}
