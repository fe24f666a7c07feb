package io.decart4j.ffmpeg;

import io.decart4j.media.AudioFrame;
import java.util.List;

/** When a sound begins after silence, and how high it is: rising zero crossings in the second after that. */
record Tone(double onsetMillis, double hertz) {

    static Tone of(List<AudioFrame> pieces) {
        int rate = pieces.get(0).sampleRate();
        int per = pieces.get(0).samples();
        int length = pieces.size() * per;
        int onset = 0;
        while (onset < length && Math.abs(at(pieces, per, onset)) < 3_000) {
            onset++;
        }
        int crossings = 0;
        int first = -1;
        int last = -1;
        for (int i = onset + rate / 20; i < Math.min(length - rate / 20, onset + rate); i++) {
            if (at(pieces, per, i - 1) < 0 && at(pieces, per, i) >= 0) {
                crossings++;
                first = first < 0 ? i : first;
                last = i;
            }
        }
        return new Tone(onset * 1000.0 / rate, (crossings - 1) * (double) rate / (last - first));
    }

    private static int at(List<AudioFrame> pieces, int per, int index) {
        return pieces.get(index / per).sample(index % per, 0);
    }
}
