package io.decart4j.webrtc;

import dev.onvoid.webrtc.PeerConnectionObserver;
import dev.onvoid.webrtc.RTCIceCandidate;
import dev.onvoid.webrtc.RTCIceGatheringState;
import dev.onvoid.webrtc.RTCPeerConnectionState;
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
            to.state(PeerState.of(state));
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
