package io.decart4j.stats;

import io.decart4j.stats.StatsReport.Entry;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes samples out of raw reports, one after the other. Not thread-safe.
 *
 * <p>The formulas are those of the official clients, without what is wrong there:
 *
 * <ul>
 *   <li>the first sample of a connection is the baseline: its deltas are 0 and not the totals so far;
 *   <li>a counter that falls, or that belongs to another stream or connection, makes no negative bit rate and no jump: each
 *       stream is compared with itself only, by its SSRC;
 *   <li>of several incoming streams the one that is alive is described, and their numbers are not mixed;
 *   <li>the selected candidate pair is the one that the transport names, not any that succeeded once;
 *   <li>a lost fraction is a fraction, and only a raw RTCP byte (above 1) is divided by 256;
 *   <li>times are milliseconds and end in {@code Ms}, bit rates are bit/s; what is unknown is null, and never NaN.
 * </ul>
 */
public final class StatsSampler {

    private final Map<String, Entry> seen = new HashMap<>();
    private @Nullable String source;
    private long before;

    /** A sampler without a past. */
    public StatsSampler() {}

    /**
     * The next sample. A report of another source than the last is a first one again.
     *
     * @param timestamp when the report was made, for the reader
     * @param nanos the same on a monotonic clock, in nanoseconds, for the arithmetic
     */
    public SessionStats sample(StatsReport report, Instant timestamp, long nanos) {
        Progress progress = Progress.FIRST;
        long elapsed = 0;
        if (report.source().equals(source)) {
            elapsed = Math.max(0, nanos - before);
            progress = new Progress(seen, elapsed / 1e9, false);
        } else {
            seen.clear();
        }
        SessionStats stats = sample(report, timestamp, Duration.ofNanos(elapsed), progress);
        source = report.source();
        before = nanos;
        // Streams that are missing for a while are kept: they would come back with their totals.
        report.entries().stream()
                .filter(entry -> entry.type().endsWith("-rtp"))
                .forEach(stream -> seen.put(stream.stream(), stream));
        return stats;
    }

    private static SessionStats sample(StatsReport report, Instant timestamp, Duration interval, Progress progress) {
        List<Entry> layers = report.streams("outbound-rtp", "video");
        List<Entry> microphones = report.streams("outbound-rtp", "audio");
        return new SessionStats(
                timestamp,
                interval,
                progress.first(),
                progress.liveliest(report.streams("inbound-rtp", "video"), "bytesReceived")
                        .map(stream -> InboundVideo.of(stream, progress))
                        .orElse(null),
                progress.liveliest(report.streams("inbound-rtp", "audio"), "bytesReceived")
                        .map(stream -> InboundAudio.of(stream, progress))
                        .orElse(null),
                layers.isEmpty() ? null : OutboundVideo.of(report, layers, progress),
                microphones.isEmpty() ? null : OutboundAudio.of(microphones, progress),
                RemoteInbound.of(report, layers.isEmpty() ? microphones : layers),
                ConnectionStats.of(report));
    }
}
