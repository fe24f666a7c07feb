package io.decart4j.ffmpeg;

import java.nio.file.Path;
import java.time.Duration;

/**
 * What was written.
 *
 * @param file the finished file
 * @param frames pictures in it
 * @param skipped pictures left out because their time was not after that of the one before
 * @param samples of sound in it, at 48 kHz, of each channel; 0 without sound
 * @param duration from the first picture to the end of the last one
 */
public record Recording(Path file, long frames, long skipped, long samples, Duration duration) {}
