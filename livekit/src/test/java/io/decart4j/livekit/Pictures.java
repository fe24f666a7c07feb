package io.decart4j.livekit;

import io.decart4j.media.I420Buffer;
import io.decart4j.media.VideoFrame;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import reactor.core.publisher.Flux;

/** Moving frames whose four quarters of the upper half keep colours, by which the stream is known. */
final class Pictures {

    static final int WIDTH = 320;
    static final int HEIGHT = 180;
    static final int FPS = 15;

    record Yuv(int y, int u, int v) {

        boolean near(Yuv other) {
            return Math.abs(y - other.y) < 25 && Math.abs(u - other.u) < 25 && Math.abs(v - other.v) < 25;
        }
    }

    static final Yuv RED = new Yuv(82, 90, 240);
    static final Yuv GREEN = new Yuv(145, 54, 34);
    static final Yuv BLUE = new Yuv(41, 220, 110);
    static final Yuv GREY = new Yuv(128, 128, 128);

    private Pictures() {}

    /** Endless frames with these colours along the upper half; the lower half moves. */
    static Flux<VideoFrame> frames(Yuv... colours) {
        return Flux.interval(Duration.ofMillis(1000 / FPS))
                .onBackpressureDrop()
                .map(tick -> frame(tick, List.of(colours)))
                .doOnDiscard(VideoFrame.class, VideoFrame::release);
    }

    /** One frame with this colour, as {@link LocalVideoTrack#push} says. */
    static boolean push(LocalVideoTrack track, Yuv colour) {
        try (VideoFrame frame = frame(System.nanoTime() / 1_000_000, List.of(colour))) {
            return track.push(frame);
        }
    }

    /** Whether the frame shows these colours. */
    static boolean shows(VideoFrame frame, Yuv... colours) {
        for (int i = 0; i < colours.length; i++) {
            int column = (2 * i + 1) * frame.width() / (2 * colours.length);
            int row = frame.height() / 4;
            Yuv seen = new Yuv(
                    frame.y().get(row * frame.strideY() + column) & 0xff,
                    frame.u().get(row / 2 * frame.strideU() + column / 2) & 0xff,
                    frame.v().get(row / 2 * frame.strideV() + column / 2) & 0xff);
            if (!seen.near(colours[i])) {
                return false;
            }
        }
        return true;
    }

    private static VideoFrame frame(long tick, List<Yuv> colours) {
        I420Buffer buffer = I420Buffer.allocate(WIDTH, HEIGHT);
        fill(
                buffer.y(),
                buffer.strideY(),
                WIDTH,
                HEIGHT,
                tick,
                colours.stream().map(Yuv::y).toList());
        fill(
                buffer.u(),
                buffer.strideU(),
                WIDTH / 2,
                HEIGHT / 2,
                tick,
                colours.stream().map(Yuv::u).toList());
        fill(
                buffer.v(),
                buffer.strideV(),
                WIDTH / 2,
                HEIGHT / 2,
                tick,
                colours.stream().map(Yuv::v).toList());
        return VideoFrame.of(buffer, System.nanoTime());
    }

    private static void fill(ByteBuffer plane, int stride, int width, int height, long tick, List<Integer> values) {
        for (int row = 0; row < height; row++) {
            for (int column = 0; column < width; column++) {
                int value = row < height / 2
                        ? values.get(column * values.size() / width)
                        : (int) (60 + (row + column + 3 * tick) % 128);
                plane.put(row * stride + column, (byte) value);
            }
        }
    }
}
