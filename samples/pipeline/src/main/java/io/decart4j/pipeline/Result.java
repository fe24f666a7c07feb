package io.decart4j.pipeline;

import io.decart4j.ffmpeg.Recording;
import java.time.Duration;
import java.util.List;

/**
 * What became of it.
 *
 * @param read frames of the input
 * @param sent frames that the session sent, lead-in and lead-out included
 * @param received frames that came back, those included
 * @param unread frames whose number could not be read: placed by their time
 * @param cuts when scenes changed in what came back
 */
record Result(
        Recording recording, long read, long sent, long received, long unread, Duration latency, List<Duration> cuts) {

    /** Frames of the input that are not in the output. */
    long dropped() {
        return read - recording.frames();
    }
}
