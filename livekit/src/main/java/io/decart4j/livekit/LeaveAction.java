package io.decart4j.livekit;

/** What the server wants a client to do when it is told to leave. */
enum LeaveAction {
    DISCONNECT,
    RESUME,
    RECONNECT
}
