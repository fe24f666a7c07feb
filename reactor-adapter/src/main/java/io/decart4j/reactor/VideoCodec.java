package io.decart4j.reactor;

import io.decart4j.error.ErrorCode;
import io.decart4j.error.InvalidOptionException;
import java.util.Arrays;
import java.util.Locale;

/** What sent video is encoded with, always in one layer. By their MIME subtypes. */
public enum VideoCodec {
    /** As the official clients send into rooms, at the least cost for this machine. */
    H264,
    /** What every WebRTC end takes. */
    VP8,
    /** Better pictures than VP8 for the same bit rate, for more of this machine's time. */
    VP9,
    /** The best pictures for a low bit rate, for the most of this machine's time. */
    AV1;

    /**
     * The codec with this name, in any case.
     *
     * @throws InvalidOptionException {@code INVALID_OPTIONS} for another name
     */
    public static VideoCodec of(String name) {
        return Arrays.stream(values())
                .filter(codec -> codec.name().equals(name.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new InvalidOptionException(
                        ErrorCode.INVALID_OPTIONS,
                        VideoSendParameters.CODEC,
                        VideoSendParameters.CODEC + " takes H264, VP8, VP9 or AV1, not " + name));
    }
}
