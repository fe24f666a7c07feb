package io.decart4j.ffmpeg;

import java.time.Duration;

/**
 * What a media file holds.
 *
 * @param duration from the first picture to the end, zero when the file does not say
 * @param width of the pictures in pixels, before rotation
 * @param height of the pictures in pixels, before rotation
 * @param rotation clockwise degrees to turn the pictures by for display: 0, 90, 180 or 270
 * @param frameRate pictures per second on average, 0 when the file does not say
 * @param hasAudio whether there is a sound track that can be decoded
 */
public record MediaInfo(Duration duration, int width, int height, int rotation, double frameRate, boolean hasAudio) {}
