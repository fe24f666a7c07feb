package io.decart4j.stats;

import io.decart4j.stats.StatsReport.Entry;
import java.util.List;

/**
 * Local audio as it is sent.
 *
 * @param bytesSent payload bytes so far
 * @param packetsSent so far
 * @param bitrate bit/s since the sample before
 */
public record OutboundAudio(long bytesSent, long packetsSent, long bitrate) {

    static OutboundAudio of(List<Entry> streams, Progress progress) {
        return new OutboundAudio(
                Progress.sum(streams, "bytesSent"),
                Progress.sum(streams, "packetsSent"),
                progress.bitrate(streams, "bytesSent"));
    }
}
