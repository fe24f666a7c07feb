package io.decart4j.webrtc;

import dev.onvoid.webrtc.RTCStats;
import dev.onvoid.webrtc.RTCStatsReport;
import dev.onvoid.webrtc.RTCStatsType;
import java.time.Duration;
import java.util.Optional;

/** Reads the round trip out of a stats report. */
final class RoundTrip {

    private RoundTrip() {}

    static Optional<Duration> of(RTCStatsReport report) {
        return report.getStats().values().stream()
                .filter(stats -> stats.getType() == RTCStatsType.CANDIDATE_PAIR)
                .filter(RoundTrip::inUse)
                .map(stats -> stats.getAttributes().get("currentRoundTripTime"))
                .filter(Double.class::isInstance)
                .map(seconds -> Duration.ofNanos(Math.round((Double) seconds * 1e9)))
                .findFirst();
    }

    private static boolean inUse(RTCStats pair) {
        return Boolean.TRUE.equals(pair.getAttributes().get("nominated"))
                && "succeeded".equals(pair.getAttributes().get("state"));
    }
}
