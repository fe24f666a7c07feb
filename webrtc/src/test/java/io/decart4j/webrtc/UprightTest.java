package io.decart4j.webrtc;

import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.media.I420Buffer;
import io.decart4j.media.VideoFrame;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;

/** A model knows pixels and no rotation: what is sent stands upright, whatever way up it was stored. */
class UprightTest {

    private static final int DARK = 40;
    private static final int BRIGHT = 200;

    @RegisterExtension
    final TwoRuntimes runtimes = new TwoRuntimes();

    /** Stored with a bright left half; turned clockwise it is the upper, the right, the lower one. */
    @ParameterizedTest
    @CsvSource({"0, 320, 180, left", "90, 180, 320, upper", "180, 320, 180, right", "270, 180, 320, lower"})
    void aTurnedFrameArrivesUpright(int rotation, int width, int height, String brightHalf) {
        Pair pair = runtimes.pair();
        VideoSender sender = Pair.sending(pair.caller());
        pair.negotiate();
        Disposable feed = Flux.interval(Duration.ofMillis(30))
                .onBackpressureDrop()
                .subscribe(tick -> {
                    try (VideoFrame frame = brightLeft(rotation)) {
                        sender.push(frame);
                    }
                });

        List<Object> seen = pair.callee()
                .remote()
                .retainedVideo()
                .<List<Object>>map(frame -> {
                    try (frame) {
                        return List.of(frame.rotation(), frame.width(), frame.height(), brightHalf(frame));
                    }
                })
                .filter(of -> of.get(1).equals(width) && !of.get(3).equals("none"))
                .blockFirst(Pair.LIMIT);
        feed.dispose();

        assertThat(seen).isEqualTo(List.of(0, width, height, brightHalf));
    }

    private static VideoFrame brightLeft(int rotation) {
        I420Buffer pixels = I420Buffer.allocate(320, 180);
        for (int row = 0; row < 180; row++) {
            for (int column = 0; column < 320; column++) {
                pixels.y().put(row * pixels.strideY() + column, (byte) (column < 160 ? BRIGHT : DARK));
            }
        }
        for (int i = 0; i < 160 * 90; i++) {
            pixels.u().put(i, (byte) 128);
            pixels.v().put(i, (byte) 128);
        }
        return VideoFrame.of(pixels, rotation, 0);
    }

    private static String brightHalf(VideoFrame frame) {
        boolean left = isBright(frame, 0.1, 0.5);
        boolean right = isBright(frame, 0.9, 0.5);
        boolean upper = isBright(frame, 0.5, 0.1);
        boolean lower = isBright(frame, 0.5, 0.9);
        if (left && !right) {
            return "left";
        }
        if (right && !left) {
            return "right";
        }
        if (upper && !lower) {
            return "upper";
        }
        return lower && !upper ? "lower" : "none";
    }

    private static boolean isBright(VideoFrame frame, double x, double y) {
        int row = (int) (y * frame.height());
        int column = (int) (x * frame.width());
        return (frame.y().get(row * frame.strideY() + column) & 0xff) > (BRIGHT + DARK) / 2;
    }
}
