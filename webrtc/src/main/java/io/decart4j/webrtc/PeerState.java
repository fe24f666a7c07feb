package io.decart4j.webrtc;

import dev.onvoid.webrtc.RTCPeerConnectionState;

/** State of a peer connection: ICE and DTLS in one, as in W3C's {@code RTCPeerConnectionState}. */
public enum PeerState {
    /** Nothing was negotiated. */
    NEW,
    /** Candidates are being tried. */
    CONNECTING,
    /** Media can flow. */
    CONNECTED,
    /** Nothing comes through at the moment; it may recover by itself. */
    DISCONNECTED,
    /** No path works; it does not recover by itself. */
    FAILED,
    /** Closed from this side. */
    CLOSED;

    static PeerState of(RTCPeerConnectionState state) {
        return valueOf(state.name());
    }
}
