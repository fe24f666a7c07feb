package io.decart4j.ffmpeg;

import java.time.Duration;

/**
 * What a media file holds.
 *
 * @param duration from the first picture to the end as the file says, at most 292 years, zero when it does not say; streams that were joined last
 *     longer than the first of them says
 * @param width of the pictures in pixels, before rotation
 * @param height of the pictures in pixels, before rotation
 * @param rotation clockwise degrees to turn the pictures by for display: 0, 90, 180 or 270; what the file wants mirrored is so
 *     already
 * @param frameRate pictures per second on average, 0 when the file does not say, and for cover art
 * @param pixelAspectRatio a pixel's width by its height before rotation, 1 for square ones and when the file does not say;
 *     frames have the pixels as they are stored
 * @param hasAudio whether there is a sound track that can be decoded
 */
public record MediaInfo(
        Duration duration,
        int width,
        int height,
        int rotation,
        double frameRate,
        double pixelAspectRatio,
        boolean hasAudio) {

    /** Width by height of the picture as it is to be shown: pixels made square, rotation applied. 16:9 is 1.778. */
    public double displayAspectRatio() {
        double stored = width * pixelAspectRatio / height;
        return rotation % 180 == 0 ? stored : 1 / stored;
    }
}
