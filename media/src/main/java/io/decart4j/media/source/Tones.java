package io.decart4j.media.source;

import io.decart4j.media.AudioFrame;
import reactor.core.publisher.Flux;

/** Sound that is computed: endless, in pieces of 10 ms, as fast as they are asked for, in the thread that asks. */
public final class Tones {

    private static final int RATE = 48_000;

    private Tones() {}

    /** Silence at 48 kHz, mono. */
    public static Flux<AudioFrame> silence() {
        return sine(0, 0, RATE, 1);
    }

    /** A sine at half of the full scale, 48 kHz, mono; as {@link #sine(double, double, int, int)}. */
    public static Flux<AudioFrame> sine(double hertz) {
        return sine(hertz, 0.5, RATE, 1);
    }

    /**
     * A sine, the same on all channels, that begins at 0 for each subscription.
     *
     * @param hertz 0 to half of the sample rate
     * @param amplitude 0 for silence to 1 for the full scale
     * @param sampleRate samples per second and channel, 8000 to 192000 and a multiple of 100
     * @param channels 1 or 2
     * @throws IllegalArgumentException when a number is out of range
     */
    public static Flux<AudioFrame> sine(double hertz, double amplitude, int sampleRate, int channels) {
        if (sampleRate < 8_000 || sampleRate > 192_000 || sampleRate % 100 != 0) {
            throw new IllegalArgumentException(
                    "sampleRate takes 8000 to 192000 and a multiple of 100, not " + sampleRate);
        }
        if (channels != 1 && channels != 2) {
            throw new IllegalArgumentException("channels takes 1 or 2, not " + channels);
        }
        if (!(hertz >= 0 && hertz <= sampleRate / 2.0)) {
            throw new IllegalArgumentException("hertz takes 0 to " + sampleRate / 2 + ", not " + hertz);
        }
        if (!(amplitude >= 0 && amplitude <= 1)) {
            throw new IllegalArgumentException("amplitude takes 0 to 1, not " + amplitude);
        }
        return Flux.generate(() -> 0L, (number, sink) -> {
            byte[] pcm = piece(hertz, amplitude, sampleRate, channels, number);
            sink.next(AudioFrame.of(pcm, sampleRate, channels, number * 10_000_000, number));
            return number + 1;
        });
    }

    private static byte[] piece(double hertz, double amplitude, int sampleRate, int channels, long number) {
        int samples = sampleRate / 100;
        byte[] pcm = new byte[samples * channels * 2];
        for (int i = 0; i < samples; i++) {
            double turns = hertz * (number * samples + i) / sampleRate;
            int value = (int) Math.round(Math.sin(2 * Math.PI * (turns % 1)) * amplitude * Short.MAX_VALUE);
            for (int channel = 0; channel < channels; channel++) {
                int at = (i * channels + channel) * 2;
                pcm[at] = (byte) value;
                pcm[at + 1] = (byte) (value >> 8);
            }
        }
        return pcm;
    }
}
