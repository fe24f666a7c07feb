package io.decart4j.stats;

import io.decart4j.stats.StatsReport.Entry;
import java.util.List;

/**
 * Remote audio as it arrives.
 *
 * @param bytesReceived payload bytes so far
 * @param packetsReceived so far
 * @param packetsLost so far; duplicates do not make it negative
 * @param packetsLostDelta since the sample before
 * @param jitterMs how much the spacing of packets varies, in milliseconds (W3C: seconds)
 * @param bitrate bit/s since the sample before
 */
public record InboundAudio(
        long bytesReceived,
        long packetsReceived,
        long packetsLost,
        long packetsLostDelta,
        double jitterMs,
        long bitrate) {

    static InboundAudio of(Entry stream, Progress progress) {
        return new InboundAudio(
                stream.count("bytesReceived"),
                stream.count("packetsReceived"),
                stream.count("packetsLost"),
                progress.countDelta(stream, "packetsLost"),
                stream.totalMillis("jitter"),
                progress.bitrate(List.of(stream), "bytesReceived"));
    }
}
