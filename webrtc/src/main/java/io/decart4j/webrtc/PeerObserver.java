package io.decart4j.webrtc;

import dev.onvoid.webrtc.PeerConnectionObserver;
import dev.onvoid.webrtc.RTCIceCandidate;
import dev.onvoid.webrtc.RTCIceConnectionState;
import dev.onvoid.webrtc.RTCIceGatheringState;
import dev.onvoid.webrtc.RTCPeerConnectionState;
import dev.onvoid.webrtc.RTCSignalingState;
import io.decart4j.webrtc.PeerChange.Machine;
import org.jspecify.annotations.Nullable;

/** The native callbacks. The native side may keep this object for good; {@link #clear()} makes that cost nothing. */
final class PeerObserver implements PeerConnectionObserver {

    private volatile @Nullable PeerSignals signals;

    PeerObserver(PeerSignals signals) {
        this.signals = signals;
    }

    void clear() {
        signals = null;
    }

    @Override
    public void onConnectionChange(RTCPeerConnectionState state) {
        PeerSignals to = signals;
        if (to != null) {
            to.changed(Machine.CONNECTION, PeerChange.word(state));
            to.state(PeerState.of(state));
        }
    }

    @Override
    public void onSignalingChange(RTCSignalingState state) {
        PeerSignals to = signals;
        if (to != null) {
            to.changed(Machine.SIGNALING, PeerChange.word(state));
        }
    }

    /** The one of the two for ICE that the library calls. */
    @Override
    public void onIceConnectionChange(RTCIceConnectionState state) {
        PeerSignals to = signals;
        if (to != null) {
            to.changed(Machine.ICE_CONNECTION, PeerChange.word(state));
        }
    }

    @Override
    public void onIceGatheringChange(RTCIceGatheringState state) {
        PeerSignals to = signals;
        if (to != null && state == RTCIceGatheringState.COMPLETE) {
            to.gathered();
        }
    }

    @Override
    public void onIceCandidate(RTCIceCandidate candidate) {
        PeerSignals to = signals;
        if (to != null) {
            to.candidate(IceCandidate.of(candidate));
        }
    }
}
