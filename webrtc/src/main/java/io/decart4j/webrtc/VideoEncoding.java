package io.decart4j.webrtc;

import dev.onvoid.webrtc.RTCRtpEncodingParameters;
import org.jspecify.annotations.Nullable;

/**
 * What a video track may cost on its way to the other side.
 *
 * @param codec the preferred codec by its MIME subtype in any case, for example {@code H264}, or null for the library's order
 * @param maxBitrate bits per second at most, or null for no limit
 * @param maxFramerate frames per second at most, or null for no limit; those beyond it are left out ({@link VideoSender#push})
 */
public record VideoEncoding(
        @Nullable String codec,
        @Nullable Integer maxBitrate,
        @Nullable Integer maxFramerate) {

    /** @throws IllegalArgumentException when a limit is not positive or the codec is blank */
    public VideoEncoding {
        if (codec != null && codec.isBlank()) {
            throw new IllegalArgumentException("codec takes a name like VP8, or none");
        }
        if (maxBitrate != null && maxBitrate < 1) {
            throw new IllegalArgumentException("maxBitrate takes 1 or more bits per second, not " + maxBitrate);
        }
        if (maxFramerate != null && maxFramerate < 1) {
            throw new IllegalArgumentException("maxFramerate takes 1 or more frames per second, not " + maxFramerate);
        }
    }

    /** No preference and no limit. */
    public static VideoEncoding unlimited() {
        return new VideoEncoding(null, null, null);
    }

    RTCRtpEncodingParameters toNative() {
        RTCRtpEncodingParameters parameters = new RTCRtpEncodingParameters();
        parameters.active = true;
        parameters.maxBitrate = maxBitrate;
        return parameters;
    }
}
