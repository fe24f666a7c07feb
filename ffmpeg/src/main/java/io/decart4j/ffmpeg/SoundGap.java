package io.decart4j.ffmpeg;

import io.decart4j.media.AudioFrame;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Live sound that came much later than what it follows. It may be late, and then what is behind it comes at once and nothing is missing;
 * or something is missing, and all that follows is as late. So it is held until the one or the other is seen. All lengths are in
 * samples.
 */
final class SoundGap {

    /** What is later than this is far from its picture, and too much to be made good by and by. */
    static final long FAR = Resampler.RATE * 3 / 20;

    /** So much sound behind a gap shows whether it is one. */
    private static final long ENOUGH = Resampler.RATE / 2;

    private final Deque<AudioFrame> held = new ArrayDeque<>();
    private long length;
    private long missing;

    boolean isOpen() {
        return !held.isEmpty();
    }

    /** Whether this is the piece behind those that are held. */
    boolean isFollowedBy(AudioFrame frame) {
        return isOpen() && frame.sequence() == held.getLast().sequence() + 1;
    }

    /** @param late by how much it is behind the end of the sound before the gap */
    void hold(AudioFrame frame, long late) {
        missing = isOpen() ? Math.min(missing, late - length) : late;
        length += (long) frame.samples() * Resampler.RATE / frame.sampleRate();
        held.add(frame);
    }

    boolean isClear() {
        return missing <= FAR || length >= ENOUGH;
    }

    /** How late that piece is that is least so: the others were late themselves. */
    long missing() {
        return missing;
    }

    /** The next piece, as long as it {@link #isOpen}. */
    AudioFrame next() {
        AudioFrame first = held.remove();
        length = 0;
        return first;
    }
}
