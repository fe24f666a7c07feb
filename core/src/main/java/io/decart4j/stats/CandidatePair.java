package io.decart4j.stats;

import io.decart4j.stats.StatsReport.Entry;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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

        /** Foundation, component, protocol, priority, address, port, type. */
        private static final Pattern ATTRIBUTE = Pattern.compile(
                "(?:a=)?(?:candidate:)?\\S+ \\d+ ((?i:udp|tcp)) \\d+ (\\S+) (\\d{1,5}) typ (host|srflx|prflx|relay)\\b");

        static final Candidate UNKNOWN = new Candidate("unknown", "", 0, "unknown");

        /**
         * Reads a candidate attribute of SDP (RFC 8839); what is not understood is unknown, never an error.
         *
         * @param attribute for example {@code candidate:1 1 udp 2122260223 192.0.2.1 50000 typ host}
         */
        public static Candidate ofAttribute(String attribute) {
            Matcher fields = ATTRIBUTE.matcher(attribute);
            return fields.lookingAt()
                    ? new Candidate(
                            fields.group(4),
                            fields.group(2),
                            Integer.parseInt(fields.group(3)),
                            fields.group(1).toLowerCase(Locale.ROOT))
                    : UNKNOWN;
        }

        /** The same without address and port: whose they are may not want them told. */
        public Candidate withoutAddress() {
            return new Candidate(candidateType, "", 0, protocol);
        }

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
