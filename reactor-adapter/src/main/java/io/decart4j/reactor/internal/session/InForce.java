package io.decart4j.reactor.internal.session;

import io.decart4j.internal.session.DesiredState;
import io.decart4j.message.ClientMessage;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a new connection begins with: what the caller asked for at first, and what the server has acknowledged since, in the
 * order of its acks. Thread-safe, and calls nobody.
 */
final class InForce {

    private @Nullable DesiredState state;
    private @Nullable ClientMessage told;
    private DesiredState withoutTold = DesiredState.PASSTHROUGH;

    /** What a session is opened with. */
    synchronized void begin(DesiredState wanted) {
        state = wanted;
    }

    /** The first message of a connection; empty for who has nothing to tell. */
    synchronized Optional<ClientMessage> tell() {
        told = state == null ? null : state.toMessage();
        withoutTold = DesiredState.PASSTHROUGH;
        return Optional.ofNullable(told);
    }

    synchronized void accepted(ClientMessage message) {
        DesiredState before = state;
        DesiredState after = (before == null ? DesiredState.PASSTHROUGH : before).after(message);
        state = after;
        withoutTold = message == told ? after : withoutTold.after(message);
    }

    /** When this is what the connection began with, only what was accepted since is wanted any more. */
    synchronized void refused(ClientMessage message) {
        if (message == told) {
            told = null;
            state = withoutTold;
        }
    }
}
