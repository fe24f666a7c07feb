package io.decart4j.quality;

import org.jspecify.annotations.Nullable;

/**
 * What a verdict rests on; null is unknown.
 *
 * @param rttMs round trip in milliseconds
 * @param g2gMs glass to glass: from a captured frame to its transformed picture, in milliseconds
 * @param ttffMs time to the first frame in milliseconds
 * @param fps remote frames a second
 * @param packetLoss on the way to the server, a fraction from 0 to 1
 * @param upstreamJitterMs on the way to the server, in milliseconds
 * @param g2gDropRatio frames that got lost between the glasses, a fraction from 0 to 1
 * @param availableUpstreamKbps what can be sent, in kbit/s
 */
public record QualityMetrics(
        @Nullable Double rttMs,
        @Nullable Double g2gMs,
        @Nullable Double ttffMs,
        @Nullable Double fps,
        @Nullable Double packetLoss,
        @Nullable Double upstreamJitterMs,
        @Nullable Double g2gDropRatio,
        @Nullable Double availableUpstreamKbps) {

    /** Nothing is known. */
    public static final QualityMetrics UNKNOWN = new QualityMetrics(null, null, null, null, null, null, null, null);

    /** These with a measured latency of the picture. */
    public QualityMetrics withGlassToGlass(
            @Nullable Double medianMs, @Nullable Double firstFrameMs, @Nullable Double dropRatio) {
        return new QualityMetrics(
                rttMs, medianMs, firstFrameMs, fps, packetLoss, upstreamJitterMs, dropRatio, availableUpstreamKbps);
    }
}
