package io.decart4j.benchmarks.files;

import io.decart4j.ffmpeg.Recorder;
import io.decart4j.media.I420Buffer;
import io.decart4j.media.VideoFrame;
import java.nio.file.Path;
import java.util.Random;
import reactor.core.publisher.Flux;

/** A file to be read: a texture that moves, so that every picture has something to decode. */
final class Reel {

    static final int WIDTH = 1280;
    static final int HEIGHT = 720;
    static final int FPS = 30;
    private static final int STEP = 6;

    private Reel() {}

    static void write(Path file, int pictures) {
        Recorder.to(file).frameRate(FPS).record(pictures(pictures)).block();
    }

    static Flux<VideoFrame> pictures(int count) {
        byte[] texture = texture();
        return Flux.range(0, count).map(i -> picture(texture, i));
    }

    private static VideoFrame picture(byte[] texture, int index) {
        I420Buffer pixels = I420Buffer.allocate(WIDTH, HEIGHT);
        int shift = index * STEP % WIDTH;
        for (int row = 0; row < HEIGHT; row++) {
            pixels.y().put(row * WIDTH, texture, row * WIDTH * 2 + shift, WIDTH);
        }
        for (int i = 0; i < WIDTH * HEIGHT / 4; i++) {
            pixels.u().put(i, (byte) (128 + (i + index) % 64));
            pixels.v().put(i, (byte) (96 + (i / (WIDTH / 2) + index) % 64));
        }
        return VideoFrame.of(pixels, index * 1_000_000_000L / FPS);
    }

    /** Twice as wide as a picture: patches of 8 by 8, each of a luma of its own. */
    private static byte[] texture() {
        Random random = new Random(1);
        byte[] patches = new byte[WIDTH * 2 / 8 * (HEIGHT / 8)];
        random.nextBytes(patches);
        byte[] texture = new byte[WIDTH * 2 * HEIGHT];
        for (int i = 0; i < texture.length; i++) {
            int column = i % (WIDTH * 2);
            int row = i / (WIDTH * 2);
            texture[i] = (byte) (40 + (patches[row / 8 * (WIDTH * 2 / 8) + column / 8] & 0x7f) + (column ^ row) % 8);
        }
        return texture;
    }
}
