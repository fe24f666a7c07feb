package io.decart4j.stats;

import io.decart4j.stats.StatsReport.Entry;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Local video as it is encoded and sent. With several layers (simulcast) counters and bit rate are sums, everything else is
 * of the layer with the most pixels. Averages are over all frames so far, null before the first.
 *
 * @param qualityLimitationReason what keeps the quality down: {@code none}, {@code cpu}, {@code bandwidth}, {@code other}
 * @param qualityLimitationDurationsMs for how long each of them did so far
 * @param bytesSent payload bytes so far
 * @param packetsSent so far
 * @param framesPerSecond in the last second, 0 when unknown
 * @param frameWidth of the last frame, in pixels
 * @param frameHeight of the last frame, in pixels
 * @param bitrate bit/s since the sample before
 * @param targetBitrate what the encoder aims at, in bit/s, null when unknown
 * @param avgEncodeTimeMs a frame
 * @param avgPacketSendDelayMs how long a packet waited to be sent
 * @param avgQp quantisation, on the codec's own scale
 * @param nackCount packets asked for again by the other side so far
 * @param pliCount pictures asked for anew by the other side so far
 * @param firCount the same by the other request
 * @param retransmittedBytesSent so far
 * @param retransmittedPacketsSent so far
 * @param encoderImplementation for example {@code libvpx}, empty when unknown
 * @param codec in use, by its MIME subtype, for example {@code VP8}; empty when unknown
 */
public record OutboundVideo(
        String qualityLimitationReason,
        Map<String, Double> qualityLimitationDurationsMs,
        long bytesSent,
        long packetsSent,
        double framesPerSecond,
        int frameWidth,
        int frameHeight,
        long bitrate,
        @Nullable Long targetBitrate,
        @Nullable Double avgEncodeTimeMs,
        @Nullable Double avgPacketSendDelayMs,
        @Nullable Double avgQp,
        long nackCount,
        long pliCount,
        long firCount,
        long retransmittedBytesSent,
        long retransmittedPacketsSent,
        String encoderImplementation,
        String codec) {

    private static final Comparator<Entry> BY_PIXELS = Comparator.<Entry>comparingDouble(
                    layer -> (double) layer.size("frameWidth") * layer.size("frameHeight"))
            .thenComparingDouble(layer -> layer.amount("bytesSent"));

    public OutboundVideo {
        qualityLimitationDurationsMs = Map.copyOf(qualityLimitationDurationsMs);
    }

    /** Of at least one layer. */
    static OutboundVideo of(StatsReport report, List<Entry> layers, Progress progress) {
        Entry largest = largest(layers);
        String reason = largest.text("qualityLimitationReason");
        return new OutboundVideo(
                reason.isEmpty() ? "none" : reason,
                durations(largest),
                Progress.sum(layers, "bytesSent"),
                Progress.sum(layers, "packetsSent"),
                largest.amount("framesPerSecond"),
                largest.size("frameWidth"),
                largest.size("frameHeight"),
                progress.bitrate(layers, "bytesSent"),
                largest.number("targetBitrate") == null ? null : Long.valueOf(largest.count("targetBitrate")),
                largest.meanMillis("totalEncodeTime", "framesEncoded"),
                largest.meanMillis("totalPacketSendDelay", "packetsSent"),
                largest.mean("qpSum", "framesEncoded"),
                Progress.sum(layers, "nackCount"),
                Progress.sum(layers, "pliCount"),
                Progress.sum(layers, "firCount"),
                Progress.sum(layers, "retransmittedBytesSent"),
                Progress.sum(layers, "retransmittedPacketsSent"),
                largest.text("encoderImplementation"),
                report.find(largest.text("codecId"))
                        .map(codec -> codec.text("mimeType"))
                        .map(type -> type.substring(type.indexOf('/') + 1))
                        .orElse(""));
    }

    static Entry largest(List<Entry> layers) {
        return layers.stream().max(BY_PIXELS).orElseThrow();
    }

    private static Map<String, Double> durations(Entry layer) {
        Map<String, Double> durations = new TreeMap<>();
        if (layer.members().get("qualityLimitationDurations") instanceof Map<?, ?> seconds) {
            seconds.forEach((reason, value) -> {
                if (value instanceof Number number && Double.isFinite(number.doubleValue() * 1000)) {
                    durations.put(String.valueOf(reason), Math.max(0, number.doubleValue() * 1000));
                }
            });
        }
        return durations;
    }
}
