package io.decart4j.livekit.internal.signal;

/** What the server wants a client to do when it is told to leave. */
public enum LeaveAction {
    DISCONNECT,
    RESUME,
    RECONNECT
}
