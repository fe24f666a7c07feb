package io.decart4j.reactor;

/** How media travel between this client and the service. */
public enum Transport {
    /** Through a LiveKit room that the service names: what the service speaks today. */
    LIVEKIT,
    /** Over a peer connection with the service itself, negotiated on the control WebSocket: servers of 2025, and most local ones. */
    DIRECT
}
