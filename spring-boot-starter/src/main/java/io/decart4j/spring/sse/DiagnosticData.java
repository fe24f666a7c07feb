package io.decart4j.spring.sse;

import static io.decart4j.spring.sse.EventData.data;

import io.decart4j.event.SessionEvent;
import io.decart4j.stats.CandidatePair.Candidate;
import java.util.Locale;

/** The diagnostics of a session for a page: without addresses, which are those of the server that the page comes from. */
final class DiagnosticData {

    private DiagnosticData() {}

    static EventData of(SessionEvent.Diagnostic event) {
        if (event instanceof SessionEvent.PhaseTiming phase) {
            return data(
                    "phaseTiming",
                    "phase",
                    phase.phase(),
                    "durationMs",
                    phase.duration().toMillis(),
                    "success",
                    phase.success());
        } else if (event instanceof SessionEvent.VideoStall stall) {
            return data(
                    "videoStall",
                    "stalled",
                    stall.stalled(),
                    "durationMs",
                    stall.duration().toMillis());
        } else if (event instanceof SessionEvent.SendingStall stall) {
            return data(
                    "sendingStall",
                    "stalled",
                    stall.stalled(),
                    "durationMs",
                    stall.duration().toMillis());
        } else if (event instanceof SessionEvent.IceCandidate ice) {
            return data(
                    "iceCandidate",
                    "source",
                    ice.source().name().toLowerCase(Locale.ROOT),
                    "candidateType",
                    ice.candidate().candidateType(),
                    "protocol",
                    ice.candidate().protocol());
        } else if (event instanceof SessionEvent.SelectedCandidatePair selected) {
            return data(
                    "selectedCandidatePair",
                    "local",
                    words(selected.pair().local()),
                    "remote",
                    words(selected.pair().remote()));
        }
        return change(event);
    }

    private static EventData change(SessionEvent.Diagnostic event) {
        if (event instanceof SessionEvent.IceStateChange ice) {
            return data("iceStateChange", "state", ice.state(), "previousState", ice.previousState());
        } else if (event instanceof SessionEvent.PeerConnectionStateChange peer) {
            return data("peerConnectionStateChange", "state", peer.state(), "previousState", peer.previousState());
        } else if (event instanceof SessionEvent.SignalingStateChange signaling) {
            return data("signalingStateChange", "state", signaling.state(), "previousState", signaling.previousState());
        }
        return data("other");
    }

    private static String words(Candidate candidate) {
        return candidate.candidateType() + " " + candidate.protocol();
    }
}
