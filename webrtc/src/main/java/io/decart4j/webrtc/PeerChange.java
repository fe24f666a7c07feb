package io.decart4j.webrtc;

import java.util.Locale;

/**
 * One step of one of the state machines of a peer connection, in W3C's words.
 *
 * @param machine which of them
 * @param previousState for example {@code new}
 * @param state for example {@code checking} or {@code have-local-offer}
 */
public record PeerChange(Machine machine, String previousState, String state) {

    /** The state machines, as in W3C's {@code RTCPeerConnection}. */
    public enum Machine {
        /** {@code signalingState}: offers and answers. */
        SIGNALING("stable"),
        /** {@code iceConnectionState}: the search for a path. */
        ICE_CONNECTION("new"),
        /** {@code connectionState}: ICE and DTLS together; see {@link PeerState}. */
        CONNECTION("new");

        private final String initial;

        Machine(String initial) {
            this.initial = initial;
        }

        String initial() {
            return initial;
        }
    }

    /** W3C's word for a constant of webrtc-java. */
    static String word(Enum<?> state) {
        return state.name().toLowerCase(Locale.ROOT).replace("_pr_", "-pr").replace('_', '-');
    }
}
