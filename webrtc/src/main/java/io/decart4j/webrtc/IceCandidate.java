package io.decart4j.webrtc;

import dev.onvoid.webrtc.RTCIceCandidate;
import io.decart4j.stats.CandidatePair;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One address to try, as in W3C's {@code RTCIceCandidateInit}.
 *
 * @param candidate the candidate attribute; empty marks the end of the candidates
 * @param sdpMid the media section by its id, or null
 * @param sdpMLineIndex the media section by its position, or null
 * @param usernameFragment the ICE generation it belongs to, or null
 */
public record IceCandidate(
        String candidate,
        @Nullable String sdpMid,
        @Nullable Integer sdpMLineIndex,
        @Nullable String usernameFragment) {

    private static final Pattern UFRAG = Pattern.compile(" ufrag (\\S+)");

    /** {@code host}, {@code srflx}, {@code prflx}, {@code relay}, or {@code unknown}. */
    public String type() {
        return CandidatePair.Candidate.ofAttribute(candidate).candidateType();
    }

    static IceCandidate of(RTCIceCandidate candidate) {
        Matcher ufrag = UFRAG.matcher(candidate.sdp);
        return new IceCandidate(
                candidate.sdp, candidate.sdpMid, candidate.sdpMLineIndex, ufrag.find() ? ufrag.group(1) : null);
    }

    RTCIceCandidate toNative() {
        // An empty mid makes the native side go by the index; with a mid it ignores the index.
        return new RTCIceCandidate(sdpMid == null ? "" : sdpMid, sdpMLineIndex == null ? 0 : sdpMLineIndex, candidate);
    }
}
