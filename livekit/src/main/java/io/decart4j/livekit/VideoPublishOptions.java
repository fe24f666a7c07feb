package io.decart4j.livekit;

import io.decart4j.webrtc.VideoEncoding;

/**
 * How a video track is published. One layer always: no simulcast.
 *
 * @param name free text that others see
 * @param source where the pictures come from
 * @param width pixels, as announced to others
 * @param height pixels, as announced to others
 * @param encoding codec and limits
 * @param muted whether it begins muted, see {@link LocalVideoTrack#unmute()}
 */
public record VideoPublishOptions(
        String name, TrackSource source, int width, int height, VideoEncoding encoding, boolean muted) {

    /**
     * Checks.
     *
     * @throws IllegalArgumentException when a side is smaller than 1
     */
    public VideoPublishOptions {
        if (width < 1 || height < 1) {
            throw new IllegalArgumentException("width and height take 1 or more, not " + width + "x" + height);
        }
    }

    /** A camera without limits. */
    public static VideoPublishOptions camera(int width, int height) {
        return new VideoPublishOptions("camera", TrackSource.CAMERA, width, height, VideoEncoding.unlimited(), false);
    }

    /** The same with another name. */
    public VideoPublishOptions named(String other) {
        return new VideoPublishOptions(other, source, width, height, encoding, muted);
    }

    /** The same with other limits. */
    public VideoPublishOptions encodedAs(VideoEncoding other) {
        return new VideoPublishOptions(name, source, width, height, other, muted);
    }

    /** The same, muted from the start or not. */
    public VideoPublishOptions muted(boolean other) {
        return new VideoPublishOptions(name, source, width, height, encoding, other);
    }
}
