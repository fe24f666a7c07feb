package io.decart4j.stats;

import io.decart4j.stats.StatsReport.Entry;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Whether the video that a connection sends arrives, by the receiver reports about it: whoever receives reports about each
 * second, so that packets which nobody reports about for several seconds reach nobody. Not thread-safe.
 */
public final class ReceiverReports {

    /** After the first packet that a report is missing for. A few reports may get lost. */
    private static final Duration LIMIT = Duration.ofSeconds(3);

    private String source = "";
    private Map<String, Double> reported = Map.of();
    private long packetsReported;
    private boolean missing;
    private long missingSince;

    /** Nothing is known yet. */
    public ReceiverReports() {}

    /**
     * Whether what is sent has been arriving nowhere for seconds. To be asked about once a second; who sends nothing is not
     * stalled.
     *
     * @param nanos when the report was made, on a monotonic clock, in nanoseconds
     */
    public boolean isStalled(StatsReport report, long nanos) {
        Map<String, Double> now = report.streams("remote-inbound-rtp", "video").stream()
                .collect(Collectors.toMap(Entry::stream, entry -> entry.amount("timestamp"), Math::max));
        long packets = Progress.sum(report.streams("outbound-rtp", "video"), "packetsSent");
        if (!report.source().equals(source) || !now.equals(reported) || packets < packetsReported) {
            source = report.source();
            reported = now;
            packetsReported = packets;
            missing = false;
        } else if (packets > packetsReported && !missing) {
            missing = true;
            missingSince = nanos;
        }
        return missing && nanos - missingSince >= LIMIT.toNanos();
    }
}
