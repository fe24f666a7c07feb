package io.decart4j.chaos;

import io.decart4j.event.ConnectionState;
import io.decart4j.event.SessionEvent;
import java.util.Map;
import java.util.Set;

/** The states that may follow one another, written down apart from the code that is tested. Not thread-safe. */
final class StateRule {

    private static final Map<ConnectionState, Set<ConnectionState>> NEXT = Map.of(
            ConnectionState.DISCONNECTED,
            Set.of(ConnectionState.CONNECTING),
            ConnectionState.CONNECTING,
            Set.of(ConnectionState.CONNECTED, ConnectionState.GENERATING, ConnectionState.DISCONNECTED),
            ConnectionState.CONNECTED,
            Set.of(ConnectionState.GENERATING, ConnectionState.RECONNECTING, ConnectionState.DISCONNECTED),
            ConnectionState.GENERATING,
            Set.of(ConnectionState.RECONNECTING, ConnectionState.DISCONNECTED),
            ConnectionState.RECONNECTING,
            Set.of(ConnectionState.CONNECTED, ConnectionState.GENERATING, ConnectionState.DISCONNECTED));

    private ConnectionState state = ConnectionState.DISCONNECTED;
    private boolean begun;
    private boolean ended;

    /** Whether the event may come now. */
    boolean allows(SessionEvent event) {
        if (ended) {
            return false;
        }
        if (event instanceof SessionEvent.ConnectionChange change) {
            boolean over = begun && state == ConnectionState.DISCONNECTED;
            boolean legal = !over && NEXT.getOrDefault(state, Set.of()).contains(change.state());
            state = change.state();
            begun = true;
            return legal;
        } else if (event instanceof SessionEvent.Ended) {
            ended = true;
            return state == ConnectionState.DISCONNECTED;
        } else if (event instanceof SessionEvent.Reconnecting) {
            return state == ConnectionState.CONNECTING || state == ConnectionState.RECONNECTING;
        }
        return true;
    }

    ConnectionState state() {
        return state;
    }
}
