package io.decart4j.stats;

import io.decart4j.stats.StatsReport.Entry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Remote video as it arrives and is decoded. Averages are over all frames so far, null before the first.
 *
 * @param framesDecoded so far
 * @param framesDropped so far: arrived and not shown
 * @param framesReceived so far
 * @param keyFramesDecoded so far
 * @param framesPerSecond in the last second, 0 when unknown
 * @param frameWidth of the last frame, in pixels
 * @param frameHeight of the last frame, in pixels
 * @param bytesReceived payload bytes so far
 * @param packetsReceived so far
 * @param packetsLost so far; duplicates do not make it negative
 * @param jitterMs how much the spacing of packets varies, in milliseconds (W3C: seconds)
 * @param bitrate bit/s since the sample before
 * @param freezeCount so far
 * @param totalFreezesDurationMs so far
 * @param packetsLostDelta since the sample before
 * @param framesDroppedDelta since the sample before
 * @param freezeCountDelta since the sample before
 * @param freezeDurationDeltaMs since the sample before
 * @param nackCount packets asked for again so far
 * @param nackCountDelta since the sample before
 * @param pliCount pictures asked for anew so far
 * @param firCount the same by the other request
 * @param avgDecodeTimeMs a frame
 * @param avgJitterBufferMs how long a frame waited for its turn
 * @param avgProcessingDelayMs from the first packet to the decoded frame
 * @param avgInterFrameDelayMs between two decoded frames
 * @param interFrameDelayStdDevMs standard deviation of that
 * @param jitterBufferTargetDelayMs what the jitter buffer aims at
 * @param jitterBufferMinimumDelayMs what it could do with
 * @param decoderImplementation for example {@code libvpx}, empty when unknown
 */
public record InboundVideo(
        long framesDecoded,
        long framesDropped,
        long framesReceived,
        long keyFramesDecoded,
        double framesPerSecond,
        int frameWidth,
        int frameHeight,
        long bytesReceived,
        long packetsReceived,
        long packetsLost,
        double jitterMs,
        long bitrate,
        long freezeCount,
        double totalFreezesDurationMs,
        long packetsLostDelta,
        long framesDroppedDelta,
        long freezeCountDelta,
        double freezeDurationDeltaMs,
        long nackCount,
        long nackCountDelta,
        long pliCount,
        long firCount,
        @Nullable Double avgDecodeTimeMs,
        @Nullable Double avgJitterBufferMs,
        @Nullable Double avgProcessingDelayMs,
        @Nullable Double avgInterFrameDelayMs,
        @Nullable Double interFrameDelayStdDevMs,
        @Nullable Double jitterBufferTargetDelayMs,
        @Nullable Double jitterBufferMinimumDelayMs,
        String decoderImplementation) {

    static InboundVideo of(Entry stream, Progress progress) {
        return new InboundVideo(
                stream.count("framesDecoded"),
                stream.count("framesDropped"),
                stream.count("framesReceived"),
                stream.count("keyFramesDecoded"),
                stream.amount("framesPerSecond"),
                stream.size("frameWidth"),
                stream.size("frameHeight"),
                stream.count("bytesReceived"),
                stream.count("packetsReceived"),
                stream.count("packetsLost"),
                stream.totalMillis("jitter"),
                progress.bitrate(List.of(stream), "bytesReceived"),
                stream.count("freezeCount"),
                stream.totalMillis("totalFreezesDuration"),
                progress.countDelta(stream, "packetsLost"),
                progress.countDelta(stream, "framesDropped"),
                progress.countDelta(stream, "freezeCount"),
                Math.min(progress.delta(stream, "totalFreezesDuration") * 1000, Double.MAX_VALUE),
                stream.count("nackCount"),
                progress.countDelta(stream, "nackCount"),
                stream.count("pliCount"),
                stream.count("firCount"),
                stream.meanMillis("totalDecodeTime", "framesDecoded"),
                stream.meanMillis("jitterBufferDelay", "jitterBufferEmittedCount"),
                stream.meanMillis("totalProcessingDelay", "framesDecoded"),
                stream.meanMillis("totalInterFrameDelay", "framesDecoded"),
                interFrameDelayStdDevMs(stream),
                stream.meanMillis("jitterBufferTargetDelay", "jitterBufferEmittedCount"),
                stream.meanMillis("jitterBufferMinimumDelay", "jitterBufferEmittedCount"),
                stream.text("decoderImplementation"));
    }

    private static @Nullable Double interFrameDelayStdDevMs(Entry stream) {
        Double square = stream.mean("totalSquaredInterFrameDelay", "framesDecoded");
        Double mean = stream.mean("totalInterFrameDelay", "framesDecoded");
        // Rounding can make the difference of two nearly equal numbers negative.
        return square == null || mean == null
                ? null
                : Entry.finite(1000 * Math.sqrt(Math.max(0, square - mean * mean)));
    }
}
