package io.decart4j.livekit.internal.signal;

/** Which of the two peer connections, seen from this side. */
public enum SignalTarget {
    PUBLISHER,
    SUBSCRIBER
}
