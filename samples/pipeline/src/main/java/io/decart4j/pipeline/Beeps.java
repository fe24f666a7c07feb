package io.decart4j.pipeline;

import io.decart4j.media.AudioFrame;
import java.util.ArrayList;
import java.util.List;

/** Finds where a tone of one height begins. */
final class Beeps {

    private Beeps() {}

    /** In milliseconds of the stream, which must be whole and begin at zero. */
    static List<Double> onsetsMillis(List<AudioFrame> sound, double hertz) {
        int rate = sound.get(0).sampleRate();
        int per = sound.get(0).samples();
        double[] samples = new double[sound.size() * per];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = sound.get(i / per).sample(i % per, 0);
        }
        int window = rate / 200;
        int step = rate / 1000;
        double[] loudness = new double[Math.max(0, (samples.length - window) / step)];
        double loudest = 0;
        for (int i = 0; i < loudness.length; i++) {
            loudness[i] = amplitude(samples, i * step, window, hertz / rate);
            loudest = Math.max(loudest, loudness[i]);
        }
        List<Double> onsets = new ArrayList<>();
        boolean on = false;
        for (int i = 0; i < loudness.length; i++) {
            // Half of the window is in the tone when it is half as loud.
            if (!on && loudness[i] > loudest / 2) {
                onsets.add((i * step + window / 2.0) * 1000 / rate);
                on = true;
            } else if (on && loudness[i] < loudest / 4) {
                on = false;
            }
        }
        return onsets;
    }

    private static double amplitude(double[] samples, int from, int length, double cyclesPerSample) {
        double real = 0;
        double imaginary = 0;
        for (int i = 0; i < length; i++) {
            double angle = 2 * Math.PI * cyclesPerSample * i;
            real += samples[from + i] * Math.cos(angle);
            imaginary += samples[from + i] * Math.sin(angle);
        }
        return Math.hypot(real, imaginary) * 2 / length;
    }
}
