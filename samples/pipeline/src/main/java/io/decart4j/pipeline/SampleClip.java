package io.decart4j.pipeline;

import io.decart4j.ffmpeg.Recorder;
import io.decart4j.media.AudioFrame;
import io.decart4j.media.I420Buffer;
import io.decart4j.media.VideoFrame;
import java.nio.file.Path;
import reactor.core.publisher.Flux;

/** A moving pattern whose scene changes every 1.2 seconds, with a low tone and a short beep at each change. */
final class SampleClip {

    static final double BEEP_HERTZ = 1000;

    private static final int RATE = 48_000;
    private static final int PIECE = RATE / 100;
    private static final int[] LUMA = {70, 175, 105, 200, 85, 150};
    private static final int[] BLUE = {170, 100, 128, 90, 160, 110};
    private static final int[] RED = {100, 165, 90, 150, 140, 95};

    private final int width;
    private final int height;
    private final int fps;
    private final int seconds;
    private final int framesPerScene;

    SampleClip(int width, int height, int fps, int seconds) {
        this.width = width;
        this.height = height;
        this.fps = fps;
        this.seconds = seconds;
        this.framesPerScene = fps * 6 / 5;
    }

    void write(Path file) {
        Flux<VideoFrame> video = Flux.range(0, seconds * fps).map(this::frame);
        Flux<AudioFrame> audio = Flux.range(0, seconds * 100).map(this::sound);
        Recorder.to(file).frameRate(fps).record(video, audio).block();
    }

    private VideoFrame frame(int index) {
        int scene = index / framesPerScene % LUMA.length;
        I420Buffer to = I420Buffer.allocate(width, height);
        int centre = (index * 3) % width;
        int radius = height / 6;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int dx = x - centre;
                int dy = y - height / 2;
                boolean disc = dx * dx + dy * dy < radius * radius;
                double wave = 20 * Math.sin((x + y + index * 2) * 2 * Math.PI / 160);
                to.y().put(y * width + x, (byte) (disc ? 235 - LUMA[scene] / 2 : LUMA[scene] + wave));
            }
        }
        int chroma = (width + 1) / 2;
        for (int i = 0; i < chroma * ((height + 1) / 2); i++) {
            int stripe = (i % chroma + index) / 40 % 2 * 12;
            to.u().put(i, (byte) (BLUE[scene] + stripe));
            to.v().put(i, (byte) (RED[scene] - stripe));
        }
        return VideoFrame.of(to, index * 1_000_000_000L / fps);
    }

    private AudioFrame sound(int piece) {
        byte[] pcm = new byte[PIECE * 2];
        for (int i = 0; i < PIECE; i++) {
            double time = (piece * (double) PIECE + i) / RATE;
            double scene = (double) framesPerScene / fps;
            double since = time % scene;
            double value = 2_000 * Math.sin(2 * Math.PI * 220 * time);
            if (time >= scene && since < 0.1) {
                value += 14_000 * Math.sin(2 * Math.PI * BEEP_HERTZ * since);
            }
            pcm[2 * i] = (byte) (int) value;
            pcm[2 * i + 1] = (byte) ((int) value >> 8);
        }
        return AudioFrame.of(pcm, RATE, 1, piece * 10_000_000L, piece);
    }
}
