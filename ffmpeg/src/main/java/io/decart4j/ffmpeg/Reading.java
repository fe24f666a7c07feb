package io.decart4j.ffmpeg;

import java.nio.file.Path;

/**
 * What reading a file to its end, or as far as it was asked for, has shown.
 *
 * @param file what was read
 * @param track which of its tracks
 * @param frames pictures that were decoded, or pieces of sound that were handed out
 * @param damagedPackets how many packets could not be decoded and were skipped
 * @param timeJumps how often the times of the file began anew or leapt and were put in order
 */
public record Reading(Path file, Track track, long frames, long damagedPackets, long timeJumps) {

    /** A subscription reads one track. */
    public enum Track {
        /** The pictures. */
        VIDEO,
        /** The sound. */
        AUDIO
    }
}
