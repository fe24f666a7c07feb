package io.decart4j.livekit;

/** Where a room connection stands. */
public enum RoomState {
    /** Joining for the first time. */
    CONNECTING,
    /** Joined, and the media path is up. */
    CONNECTED,
    /** Signal or media were lost: resuming, or joining again. */
    RECONNECTING,
    /** Over for good. */
    DISCONNECTED
}
