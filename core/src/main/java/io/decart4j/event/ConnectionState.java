package io.decart4j.event;

import java.util.Locale;

/** Where a session stands, in the words of the official SDKs. */
public enum ConnectionState {
    /** Not started, ended by the caller, or given up. */
    DISCONNECTED,
    /** Opening for the first time; further attempts included. */
    CONNECTING,
    /** Media flow both ways. */
    CONNECTED,
    /** The model produces video, and the time is billed. */
    GENERATING,
    /** The connection was lost and is being made anew. */
    RECONNECTING;

    /** The name on the wire and in other SDKs: lower case. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether commands may be sent: connected or generating. */
    public boolean isConnected() {
        return this == CONNECTED || this == GENERATING;
    }
}
