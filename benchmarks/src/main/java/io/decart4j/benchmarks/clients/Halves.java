package io.decart4j.benchmarks.clients;

import io.decart4j.media.I420Buffer;
import io.decart4j.media.VideoFrame;
import java.nio.ByteBuffer;
import java.time.Duration;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The picture that the official clients' scripts send: two halves, and a dot that moves so that every frame is a new one. How
 * much there is in a picture decides how soon its first frame is across.
 */
final class Halves {

    /** Luma and chroma of the two colours, rgb(200, 80, 40) and rgb(40, 90, 200), by BT.601. */
    private static final int[] LEFT = {109, 93, 180};

    private static final int[] RIGHT = {90, 180, 99};
    private static final int WHITE = 235;
    private static final int DOT = 8;
    private static final int STEP = 4;

    private Halves() {}

    /** The first one as soon as it is asked for, then so many a second. */
    static Flux<VideoFrame> frames(int width, int height, int fps) {
        Duration period = Duration.ofSeconds(1).dividedBy(fps);
        return Mono.just(0L)
                .concatWith(Flux.interval(period).onBackpressureDrop().map(tick -> tick + 1))
                .map(number -> frame(width, height, number));
    }

    private static VideoFrame frame(int width, int height, long number) {
        I420Buffer buffer = I420Buffer.allocate(width, height);
        fill(buffer.y(), width, LEFT[0], RIGHT[0]);
        fill(buffer.u(), width / 2, LEFT[1], RIGHT[1]);
        fill(buffer.v(), width / 2, LEFT[2], RIGHT[2]);
        ByteBuffer luma = buffer.y();
        int left = (int) (number * STEP % (width - DOT));
        for (int row = 0; row < DOT; row++) {
            for (int column = left; column < left + DOT; column++) {
                luma.put(row * width + column, (byte) WHITE);
            }
        }
        return VideoFrame.of(buffer, 0, System.nanoTime(), number);
    }

    private static void fill(ByteBuffer plane, int width, int left, int right) {
        for (int at = 0; at < plane.capacity(); at++) {
            plane.put(at, (byte) (at % width < width / 2 ? left : right));
        }
    }
}
