package io.decart4j.testkit;

import org.jspecify.annotations.Nullable;

/** Breaks a connection at the place of its handshake that was planned, once. Event loop only. */
final class Breakage {

    private final ControlSocket socket;
    private PlannedFaults.@Nullable PlannedBreak planned;

    Breakage(ControlSocket socket, PlannedFaults.@Nullable PlannedBreak planned) {
        this.socket = socket;
        this.planned = planned;
    }

    /** Whether the connection breaks here. */
    boolean at(HandshakePhase phase) {
        PlannedFaults.PlannedBreak due = planned;
        if (due == null || due.phase() != phase) {
            return false;
        }
        planned = null;
        due.how().accept(socket);
        return true;
    }
}
