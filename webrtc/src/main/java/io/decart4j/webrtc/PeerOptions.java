package io.decart4j.webrtc;

import dev.onvoid.webrtc.RTCBundlePolicy;
import dev.onvoid.webrtc.RTCConfiguration;
import dev.onvoid.webrtc.RTCIceServer;
import dev.onvoid.webrtc.RTCIceTransportPolicy;
import java.util.List;

/**
 * How a peer connection reaches the other side. All media share one transport always (max-bundle).
 *
 * @param iceServers servers to ask for candidates; with none, nothing outside the machine's own networks is contacted
 * @param relayOnly whether only TURN candidates may be used
 */
public record PeerOptions(List<IceServer> iceServers, boolean relayOnly) {

    private static final PeerOptions NONE = new PeerOptions(List.of(), false);

    public PeerOptions {
        iceServers = List.copyOf(iceServers);
    }

    /** No servers: host candidates only. */
    public static PeerOptions none() {
        return NONE;
    }

    RTCConfiguration toNative() {
        RTCConfiguration configuration = new RTCConfiguration();
        configuration.bundlePolicy = RTCBundlePolicy.MAX_BUNDLE;
        configuration.iceTransportPolicy = relayOnly ? RTCIceTransportPolicy.RELAY : RTCIceTransportPolicy.ALL;
        for (IceServer server : iceServers) {
            RTCIceServer ice = new RTCIceServer();
            ice.urls = server.urls();
            // The native side reads both as strings: absent is empty there.
            ice.username = server.username() == null ? "" : server.username();
            ice.password = server.credential() == null ? "" : server.credential();
            configuration.iceServers.add(ice);
        }
        return configuration;
    }
}
