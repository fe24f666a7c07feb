package io.decart4j.pipeline;

import io.decart4j.ffmpeg.MediaFile;
import io.decart4j.reactor.Transport;
import java.nio.file.Path;
import java.time.Duration;

/** What is to be done. */
record Job(
        MediaFile input,
        Path output,
        Transport transport,
        String model,
        String prompt,
        int width,
        int height,
        int fps,
        boolean hasBeeps) {

    /** The input as the session gets it. */
    MediaFile paced() {
        return input.scaledTo(width, height).atFrameRate(fps);
    }

    int frames() {
        return Math.max(1, (int) Math.round(input.info().duration().toNanos() * (double) fps / 1e9));
    }

    long nanos(long number) {
        return number * 1_000_000_000L / fps;
    }

    Duration frame() {
        return Duration.ofNanos(nanos(1));
    }
}
