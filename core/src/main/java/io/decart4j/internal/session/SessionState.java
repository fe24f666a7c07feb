package io.decart4j.internal.session;

import io.decart4j.event.ConnectionState;

/**
 * The state of a session and the rule by which it moves. <em>Generating</em> is sticky: reports of the peer connection
 * do not end it, only a loss or the end does. What comes after the end changes nothing.
 *
 * @param connection what callers see
 * @param ended whether the session is over for good
 */
public record SessionState(ConnectionState connection, boolean ended) {

    /** What a session learns about itself. */
    public enum Signal {
        /** The caller wants a connection. */
        CONNECT,
        /** The peer connection is up. */
        PEER_CONNECTED,
        /** The server has started to generate, perhaps before the peer connection is up. */
        GENERATION_STARTED,
        /** An attempt has failed, or its connection was lost, and another one follows. */
        LOST,
        /** Given up, ended by the server, or ended by the caller. */
        ENDED
    }

    /** Not started. */
    public static final SessionState NEW = new SessionState(ConnectionState.DISCONNECTED, false);

    /** The state after a signal; the same object when nothing changes. */
    public SessionState on(Signal signal) {
        if (ended) {
            return this;
        }
        return switch (signal) {
            case CONNECT -> connection == ConnectionState.DISCONNECTED ? to(ConnectionState.CONNECTING) : this;
            case PEER_CONNECTED -> isOpening() ? to(ConnectionState.CONNECTED) : this;
            case GENERATION_STARTED ->
                isOpening() || connection == ConnectionState.CONNECTED ? to(ConnectionState.GENERATING) : this;
            case LOST -> connection.isConnected() ? to(ConnectionState.RECONNECTING) : this;
            case ENDED -> new SessionState(ConnectionState.DISCONNECTED, true);
        };
    }

    private boolean isOpening() {
        return connection == ConnectionState.CONNECTING || connection == ConnectionState.RECONNECTING;
    }

    private SessionState to(ConnectionState next) {
        return next == connection ? this : new SessionState(next, false);
    }
}
