package io.decart4j.livekit;

import io.decart4j.media.AudioFrame;
import java.time.Duration;
import java.util.List;
import reactor.core.publisher.Flux;

/** A sine, and which one it is. */
final class Tone {

    private static final int RATE = 48_000;
    private static final int SAMPLES = RATE / 100;

    private Tone() {}

    /** Endless pieces of 10 ms, in real time. */
    static Flux<AudioFrame> frames(int hertz) {
        return Flux.interval(Duration.ofMillis(10)).onBackpressureBuffer().map(tick -> frame(hertz, tick));
    }

    private static AudioFrame frame(int hertz, long tick) {
        byte[] pcm = new byte[SAMPLES * 2];
        for (int i = 0; i < SAMPLES; i++) {
            double at = 2 * Math.PI * hertz * (tick * SAMPLES + i) / RATE;
            int value = (int) (12_000 * Math.sin(at));
            pcm[2 * i] = (byte) value;
            pcm[2 * i + 1] = (byte) (value >> 8);
        }
        return AudioFrame.of(pcm, RATE, 1, System.nanoTime(), tick);
    }

    /** By the crossings of zero upwards; 0 in silence. */
    static double hertz(List<AudioFrame> frames) {
        int crossings = 0;
        long samples = 0;
        short before = 0;
        for (AudioFrame frame : frames) {
            for (int i = 0; i < frame.samples(); i++) {
                short now = frame.sample(i, 0);
                if (before < 0 && now >= 0) {
                    crossings++;
                }
                before = now;
            }
            samples += frame.samples();
        }
        return samples == 0 ? 0 : (double) crossings * RATE / samples;
    }
}
