package io.decart4j.stats;

import io.decart4j.stats.StatsReport.Entry;

/**
 * Two addresses between which the media go.
 *
 * @param local this side's
 * @param remote the other side's
 */
public record CandidatePair(Candidate local, Candidate remote) {

    /** Whether the path goes through a TURN server of either side. */
    public boolean isRelayed() {
        return local.isRelay() || remote.isRelay();
    }

    /**
     * One end of the path.
     *
     * @param candidateType {@code host}, {@code srflx}, {@code prflx}, {@code relay} or {@code unknown}
     * @param address empty when it is withheld
     * @param port 0 when unknown
     * @param protocol {@code udp}, {@code tcp} or {@code unknown}
     */
    public record Candidate(String candidateType, String address, int port, String protocol) {

        static final Candidate UNKNOWN = new Candidate("unknown", "", 0, "unknown");

        boolean isRelay() {
            return candidateType.equals("relay");
        }

        static Candidate of(Entry entry) {
            String address = entry.text("address");
            return new Candidate(
                    orUnknown(entry.text("candidateType")),
                    address.isEmpty() ? entry.text("ip") : address,
                    entry.size("port"),
                    orUnknown(entry.text("protocol")));
        }

        private static String orUnknown(String text) {
            return text.isEmpty() ? "unknown" : text;
        }
    }
}
