package io.decart4j.ffmpeg;

import io.decart4j.media.AudioFrame;
import java.util.List;

/** How loud sound is. */
final class Loudness {

    private Loudness() {}

    static int peak(AudioFrame piece, int channel) {
        int peak = 0;
        for (int i = 0; i < piece.samples(); i++) {
            peak = Math.max(peak, Math.abs(piece.sample(i, channel)));
        }
        return peak;
    }

    /** Of the first channel. */
    static boolean isLoud(AudioFrame piece) {
        return peak(piece, 0) > 3_000;
    }

    /** Pieces of 10 ms in which there is sound. */
    static long loud(List<AudioFrame> sound) {
        return sound.stream().filter(Loudness::isLoud).count();
    }
}
