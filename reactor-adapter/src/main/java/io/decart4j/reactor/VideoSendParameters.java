package io.decart4j.reactor;

import io.decart4j.error.ErrorCode;
import io.decart4j.error.InvalidOptionException;
import org.jspecify.annotations.Nullable;

/**
 * How video is sent; what is null is left to the transport. One layer always.
 *
 * @param preferredVideoCodec offered first; a session over a machine or a media library without its encoder ends with an {@link
 *     InvalidOptionException} that names those there are. By default H264 in rooms, or VP8 where there is none, and VP8
 *     over {@link Transport#DIRECT}. The other side may not take it and agree on another one
 * @param maxBitrate bits per second at most, at least 30000. By default 3.5 Mbit/s in rooms, 3.0 with VP9, and over {@link
 *     Transport#DIRECT} what WebRTC sends for the size, up to 2.5 Mbit/s
 * @param maxFramerate frames per second at most. The source is asked for frames at the rate of the model all the same, so that
 *     one that is read from a file keeps its pace; those beyond the limit are not sent, and counted as dropped ({@link
 *     MediaCounters#localFramesDropped()})
 * @param degradationPreference what is given up when the bit rate does not suffice, as measured once a second. By default
 *     only sharpness, and pictures that the encoder leaves out where that does not suffice
 */
public record VideoSendParameters(
        @Nullable VideoCodec preferredVideoCodec,
        @Nullable Integer maxBitrate,
        @Nullable Integer maxFramerate,
        @Nullable DegradationPreference degradationPreference) {

    /** Everything is left to the transport. */
    public static final VideoSendParameters DEFAULT = new VideoSendParameters(null, null, null, null);

    static final String CODEC = "preferredVideoCodec";

    /** WebRTC sends no less, whatever the limit. */
    private static final int LEAST_BITRATE = 30_000;

    /**
     * Checks.
     *
     * @throws InvalidOptionException {@code INVALID_OPTIONS}, naming what cannot be had
     */
    public VideoSendParameters {
        if (maxBitrate != null && maxBitrate < LEAST_BITRATE) {
            throw invalid("maxBitrate", "takes " + LEAST_BITRATE + " or more bits per second, not " + maxBitrate);
        }
        if (maxFramerate != null && maxFramerate < 1) {
            throw invalid("maxFramerate", "takes 1 or more frames per second, not " + maxFramerate);
        }
    }

    private static InvalidOptionException invalid(String option, String takes) {
        return new InvalidOptionException(ErrorCode.INVALID_OPTIONS, option, option + " " + takes);
    }
}
