package io.decart4j.webrtc;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A connection on its way to a subscriber who may cancel at any moment: it is either taken or closed, never both. */
final class CancellableHandover {

    private enum State {
        WAITING,
        OFFERED,
        TAKEN,
        CANCELLED
    }

    private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);
    private volatile @Nullable PeerConnection peer;

    boolean isCancelled() {
        return state.get() == State.CANCELLED;
    }

    /** Whether the subscriber is still there; else the caller keeps the connection. */
    boolean offer(PeerConnection opened) {
        peer = opened;
        return state.compareAndSet(State.WAITING, State.OFFERED);
    }

    boolean take() {
        return state.compareAndSet(State.OFFERED, State.TAKEN);
    }

    void cancel() {
        if (state.compareAndSet(State.WAITING, State.CANCELLED)
                || !state.compareAndSet(State.OFFERED, State.CANCELLED)) {
            return;
        }
        PeerConnection offered = peer;
        if (offered != null) {
            offered.close().subscribe();
        }
    }
}
