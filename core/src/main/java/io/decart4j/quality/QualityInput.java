package io.decart4j.quality;

import io.decart4j.stats.CandidatePair;
import io.decart4j.stats.InboundVideo;
import io.decart4j.stats.OutboundVideo;
import io.decart4j.stats.RemoteInbound;
import io.decart4j.stats.SessionStats;

/**
 * What one sample says about the connection.
 *
 * @param metrics as measured, not smoothed
 * @param relayed whether the media take the way through a TURN server
 * @param freezing whether remote video froze since the sample before
 * @param limitation what keeps the local encoder down: {@code none}, {@code cpu}, {@code bandwidth}, {@code other}
 */
public record QualityInput(QualityMetrics metrics, boolean relayed, boolean freezing, String limitation) {

    /**
     * Reads a sample. Loss is the fraction that it is: the official JavaScript client divides it by 256 once more, which
     * hides it. Frames a second count from the first decoded frame on, upstream only when video is sent.
     */
    public static QualityInput of(SessionStats stats) {
        RemoteInbound remote = stats.remoteInbound();
        InboundVideo video = stats.video();
        OutboundVideo sent = stats.outboundVideo();
        CandidatePair pair = stats.connection().selectedCandidatePair();
        Long available = stats.connection().availableOutgoingBitrate();
        Double measured = remote == null ? null : remote.roundTripTimeMs();
        QualityMetrics metrics = new QualityMetrics(
                measured == null ? stats.connection().currentRoundTripTimeMs() : measured,
                null,
                null,
                video == null || video.framesDecoded() == 0 ? null : video.framesPerSecond(),
                remote == null ? null : remote.fractionLost(),
                remote == null ? null : remote.jitterMs(),
                null,
                sent == null || available == null ? null : available / 1000.0);
        return new QualityInput(
                metrics,
                pair != null && pair.isRelayed(),
                video != null && video.freezeCountDelta() > 0,
                sent == null ? "none" : sent.qualityLimitationReason());
    }
}
