package io.decart4j.webrtc;

import io.decart4j.media.AudioFrame;
import java.time.Duration;
import java.util.List;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;

/**
 * A sine, and how to know it again.
 *
 * @param hz its frequency
 * @param samples per frame and channel
 */
record Tone(int hz, int sampleRate, int channels, int samples) {

    private static final double LOUD = 12_000;

    static Tone of(int hz) {
        return new Tone(hz, 48_000, 1, 480);
    }

    AudioFrame frame(long number) {
        byte[] pcm = new byte[samples * channels * 2];
        for (int i = 0; i < samples; i++) {
            double phase = 2 * Math.PI * hz * (number * samples + i) / sampleRate;
            short sample = (short) (LOUD * Math.sin(phase));
            for (int channel = 0; channel < channels; channel++) {
                int at = (i * channels + channel) * 2;
                pcm[at] = (byte) sample;
                pcm[at + 1] = (byte) (sample >> 8);
            }
        }
        return AudioFrame.of(pcm, sampleRate, channels, number * samples * 1_000_000_000L / sampleRate, number);
    }

    /** Pushes it in real time. */
    Disposable feed(AudioSender sender) {
        return Flux.interval(Duration.ZERO, Duration.ofNanos(samples * 1_000_000_000L / sampleRate))
                .subscribe(number -> sender.push(frame(number)));
    }

    /** Waits until half a second in a row has this frequency; gives that half second. */
    List<AudioFrame> hear(PeerConnection at) {
        return at.remote()
                .audio()
                .buffer(50)
                .filter(this::isIn)
                .next()
                .blockOptional(Pair.LIMIT)
                .orElseThrow();
    }

    boolean isIn(List<AudioFrame> frames) {
        return Math.abs(frequency(frames) - hz) < hz * 0.02;
    }

    /** Zero crossings of the first channel. */
    static double frequency(List<AudioFrame> frames) {
        int crossings = 0;
        double seconds = 0;
        boolean above = false;
        for (AudioFrame frame : frames) {
            seconds += frame.samples() / (double) frame.sampleRate();
            for (int i = 0; i < frame.samples(); i++) {
                if (frame.sample(i, 0) > 0 != above) {
                    above = !above;
                    crossings++;
                }
            }
        }
        return crossings / 2.0 / seconds;
    }

    /** A second sink on the track would make it 200. */
    static double framesASecond(List<AudioFrame> frames) {
        long nanos =
                frames.get(frames.size() - 1).timestampNanos() - frames.get(0).timestampNanos();
        return (frames.size() - 1) * 1e9 / nanos;
    }
}
