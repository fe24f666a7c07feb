package io.decart4j.livekit;

import io.decart4j.webrtc.IceCandidate;
import io.decart4j.webrtc.PeerConnection;
import io.decart4j.webrtc.WebRtcException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/** A candidate of the server: one that cannot be read costs that candidate, and not the connection, as in a browser. */
final class RemoteCandidate {

    private static final Logger LOG = LoggerFactory.getLogger(LiveKitRoom.class);

    private RemoteCandidate() {}

    static Mono<Void> add(PeerConnection peer, IceCandidate candidate) {
        return peer.addCandidate(candidate)
                .onErrorResume(e -> e instanceof IllegalArgumentException || e instanceof WebRtcException, e -> {
                    LOG.warn(
                            "A candidate of the server is ignored: {}",
                            e.getClass().getSimpleName());
                    return Mono.empty();
                });
    }
}
