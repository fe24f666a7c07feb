package io.decart4j.stats;

import io.decart4j.stats.StatsReport.Entry;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The network path of the media.
 *
 * @param currentRoundTripTimeMs last measured on the selected pair, in milliseconds (W3C: seconds); null before that
 * @param availableOutgoingBitrate what may be sent, as estimated, in bit/s; null when unknown
 * @param selectedCandidatePair the pair that the media take, null while there is none
 */
public record ConnectionStats(
        @Nullable Double currentRoundTripTimeMs,
        @Nullable Long availableOutgoingBitrate,
        @Nullable CandidatePair selectedCandidatePair) {

    private static final Comparator<Entry> BY_TRAFFIC =
            Comparator.comparingDouble(pair -> pair.amount("bytesSent") + pair.amount("bytesReceived"));

    /** Reads the path out of a report. */
    public static ConnectionStats of(StatsReport report) {
        return selected(report)
                .map(pair -> new ConnectionStats(
                        pair.millis("currentRoundTripTime"),
                        pair.number("availableOutgoingBitrate") == null
                                ? null
                                : Long.valueOf(pair.count("availableOutgoingBitrate")),
                        new CandidatePair(
                                candidate(report, pair.text("localCandidateId")),
                                candidate(report, pair.text("remoteCandidateId")))))
                .orElseGet(() -> new ConnectionStats(null, null, null));
    }

    /** The transport says which; where it does not, a nominated one that works. Succeeded alone proves nothing. */
    private static Optional<Entry> selected(StatsReport report) {
        return report.ofType("transport")
                .flatMap(transport -> report.find(transport.text("selectedCandidatePairId")).stream())
                .max(BY_TRAFFIC)
                .or(() -> report.ofType("candidate-pair")
                        .filter(pair ->
                                pair.flag("nominated") && pair.text("state").equals("succeeded"))
                        .max(BY_TRAFFIC));
    }

    private static CandidatePair.Candidate candidate(StatsReport report, String id) {
        return report.find(id).map(CandidatePair.Candidate::of).orElse(CandidatePair.Candidate.UNKNOWN);
    }
}
