package io.decart4j.stats;

import io.decart4j.stats.StatsReport.Entry;
import java.util.Comparator;
import java.util.List;
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
        List<Entry> selected = selected(report);
        return selected.isEmpty()
                ? new ConnectionStats(null, null, null)
                : new ConnectionStats(
                        selected.get(0).millis("currentRoundTripTime"),
                        outgoing(selected),
                        new CandidatePair(
                                candidate(report, selected.get(0).text("localCandidateId")),
                                candidate(report, selected.get(0).text("remoteCandidateId"))));
    }

    /** Of the busiest path that has an estimate: where sending and receiving are two connections, only one has. */
    private static @Nullable Long outgoing(List<Entry> selected) {
        return selected.stream()
                .filter(pair -> pair.number("availableOutgoingBitrate") != null)
                .map(pair -> Long.valueOf(pair.count("availableOutgoingBitrate")))
                .findFirst()
                .orElse(null);
    }

    /**
     * The busiest first. The transport says which; where it does not, a nominated one that works. Succeeded alone proves
     * nothing.
     */
    private static List<Entry> selected(StatsReport report) {
        List<Entry> named = report.ofType("transport")
                .flatMap(transport -> report.find(transport.text("selectedCandidatePairId")).stream())
                .sorted(BY_TRAFFIC.reversed())
                .toList();
        return !named.isEmpty()
                ? named
                : report.ofType("candidate-pair")
                        .filter(pair ->
                                pair.flag("nominated") && pair.text("state").equals("succeeded"))
                        .sorted(BY_TRAFFIC.reversed())
                        .limit(1)
                        .toList();
    }

    private static CandidatePair.Candidate candidate(StatsReport report, String id) {
        return report.find(id).map(CandidatePair.Candidate::of).orElse(CandidatePair.Candidate.UNKNOWN);
    }
}
