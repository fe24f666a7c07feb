package io.decart4j.testkit;

import io.decart4j.media.AudioFrame;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.SynchronousSink;

/** A sine to send, and what sound a test has got. */
public final class TestTone {

    private static final int SAMPLE_RATE = 48_000;
    private static final int SAMPLES = SAMPLE_RATE / 100;
    private static final double LOUDNESS = 12_000;

    private TestTone() {}

    /**
     * An endless tone in frames of 10 ms, 48 kHz mono: as many as are asked for, without a pace of its own.
     *
     * @param hz 1 to 24000
     * @throws IllegalArgumentException when the frequency is out of range
     */
    public static Flux<AudioFrame> frames(int hz) {
        if (hz < 1 || hz > SAMPLE_RATE / 2) {
            throw new IllegalArgumentException("hz takes 1 to " + SAMPLE_RATE / 2 + ", not " + hz);
        }
        return Flux.generate(() -> 0L, (Long number, SynchronousSink<AudioFrame> sink) -> {
            sink.next(frame(hz, number));
            return number + 1;
        });
    }

    /** The frequency of frames in a row in Hz, by the zero crossings of the first channel; 0 for silence. */
    public static double frequency(List<AudioFrame> frames) {
        long crossings = 0;
        double seconds = 0;
        boolean above = false;
        for (AudioFrame frame : frames) {
            seconds += (double) frame.samples() / frame.sampleRate();
            for (int i = 0; i < frame.samples(); i++) {
                if (frame.sample(i, 0) > 0 != above) {
                    above = !above;
                    crossings++;
                }
            }
        }
        return seconds == 0 ? 0 : crossings / 2.0 / seconds;
    }

    /** Begins where the frame before has ended, so that there is no click. */
    private static AudioFrame frame(int hz, long number) {
        byte[] pcm = new byte[SAMPLES * 2];
        for (int i = 0; i < SAMPLES; i++) {
            long at = (number * SAMPLES + i) * hz % SAMPLE_RATE;
            short sample = (short) (LOUDNESS * Math.sin(2 * Math.PI * at / SAMPLE_RATE));
            pcm[2 * i] = (byte) sample;
            pcm[2 * i + 1] = (byte) (sample >> 8);
        }
        return AudioFrame.of(pcm, SAMPLE_RATE, 1, number * 10_000_000, number);
    }
}
