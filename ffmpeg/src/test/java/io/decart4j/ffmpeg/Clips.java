package io.decart4j.ffmpeg;

import io.decart4j.media.AudioFrame;
import io.decart4j.media.I420Buffer;
import io.decart4j.media.VideoFrame;
import java.util.concurrent.atomic.AtomicInteger;
import reactor.core.publisher.Flux;

/** A pattern with four patches of constant colour over a moving ground, a flash, and a tone that begins with the flash. */
final class Clips {

    static final int WIDTH = 320;
    static final int HEIGHT = 180;
    static final int FPS = 30;
    static final int[][] PATCHES = {{81, 90, 240}, {145, 54, 34}, {41, 240, 110}, {126, 128, 128}};

    /** Frames that were made and not given back. */
    final AtomicInteger live = new AtomicInteger();

    final AtomicInteger made = new AtomicInteger();

    /** @param flash index of the first bright frame */
    Flux<VideoFrame> video(int frames, int flash) {
        return Flux.range(0, frames).map(i -> frame(WIDTH, HEIGHT, i, i >= flash, i * 1_000_000_000L / FPS));
    }

    VideoFrame frame(int width, int height, int index, boolean bright, long nanos) {
        I420Buffer pixels = new CountedBuffer(I420Buffer.allocate(width, height), live);
        made.incrementAndGet();
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                boolean patch = y < height / 3;
                int ground = (bright ? 190 : 60) + (x + index * 2) % 32;
                pixels.y().put(y * width + x, (byte) (patch ? PATCHES[x * 4 / width][0] : ground));
            }
        }
        int chroma = (width + 1) / 2;
        for (int y = 0; y < (height + 1) / 2; y++) {
            for (int x = 0; x < chroma; x++) {
                boolean patch = y < height / 6;
                int[] colour = PATCHES[Math.min(3, x * 4 / chroma)];
                pixels.u().put(y * chroma + x, (byte) (patch ? colour[1] : 128));
                pixels.v().put(y * chroma + x, (byte) (patch ? colour[2] : 128));
            }
        }
        return VideoFrame.of(pixels, nanos);
    }

    /** 10 ms pieces; silent before {@code beginNanos}. */
    static Flux<AudioFrame> tone(double hertz, int pieces, long beginNanos, int rate, int channels) {
        return Flux.range(0, pieces).map(piece -> {
            int samples = rate / 100;
            byte[] pcm = new byte[samples * 2 * channels];
            for (int i = 0; i < samples; i++) {
                double time = (piece * samples + i) / (double) rate;
                double value = time * 1e9 < beginNanos ? 0 : 12_000 * Math.sin(2 * Math.PI * hertz * time);
                for (int channel = 0; channel < channels; channel++) {
                    int at = (i * channels + channel) * 2;
                    pcm[at] = (byte) (int) value;
                    pcm[at + 1] = (byte) ((int) value >> 8);
                }
            }
            return AudioFrame.of(pcm, rate, channels, piece * 10_000_000L, piece);
        });
    }

    /** Mean of a plane's part, in fractions of its sides. */
    static double mean(java.nio.ByteBuffer plane, int stride, int width, int height, double left, double right) {
        long sum = 0;
        int count = 0;
        for (int y = height / 20; y < height / 4; y++) {
            for (int x = (int) (left * width); x < (int) (right * width); x++) {
                sum += plane.get(y * stride + x) & 0xff;
                count++;
            }
        }
        return (double) sum / count;
    }
}
