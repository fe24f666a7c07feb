package io.decart4j.testkit;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What will happen to the next connections: one entry each, in the order they were scripted, or to all of them. */
final class PlannedFaults {

    /** Refusing a connection: before the WebSocket exists. */
    enum Refusal {
        RESET,
        UNAVAILABLE
    }

    /** What takes the place of the server's next step, when the handshake has come to the phase. */
    record PlannedBreak(HandshakePhase phase, Consumer<ControlSocket> how) {}

    private final Queue<Refusal> refusals = new ConcurrentLinkedQueue<>();
    private final Queue<PlannedBreak> breaks = new ConcurrentLinkedQueue<>();

    private volatile boolean creditsExhausted;

    void refuse(int connections, Refusal how) {
        for (int i = 0; i < connections; i++) {
            refusals.add(how);
        }
    }

    void breakNext(int connections, HandshakePhase phase, Consumer<ControlSocket> how) {
        for (int i = 0; i < connections; i++) {
            breaks.add(new PlannedBreak(phase, how));
        }
    }

    @Nullable
    Refusal nextRefusal() {
        return refusals.poll();
    }

    @Nullable
    PlannedBreak nextBreak() {
        return breaks.poll();
    }

    /** Whether nobody can pay for a session. */
    boolean creditsExhausted() {
        return creditsExhausted;
    }

    void creditsExhausted(boolean exhausted) {
        creditsExhausted = exhausted;
    }

    void reset() {
        creditsExhausted = false;
        refusals.clear();
        breaks.clear();
    }
}
