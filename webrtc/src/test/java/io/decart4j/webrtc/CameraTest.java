package io.decart4j.webrtc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

/** What can be tested on a host without a camera. */
class CameraTest {

    private static final Camera MISSING = new Camera("usb-none", "none");

    @Test
    void camerasAreListedAndAServerHasNone() {
        List<Camera> cameras = Objects.requireNonNull(Camera.list().block(Pair.LIMIT));
        assertThat(cameras)
                .doesNotContain(MISSING)
                .allSatisfy(camera -> assertThat(camera.id()).isNotEmpty());
    }

    @Test
    void aCameraThatIsNotThereIsTold() {
        long before = threads();
        for (int time = 0; time < 5; time++) {
            StepVerifier.create(MISSING.frames(640, 480, 30))
                    .expectErrorSatisfies(e -> assertThat(e)
                            .isInstanceOf(WebRtcException.class)
                            .hasMessageStartingWith("open camera: no camera has the id \"usb-none\""))
                    .verify(Pair.LIMIT);
            StepVerifier.create(MISSING.frames(640, 480, 30), 0).thenCancel().verify(Pair.LIMIT);
        }
        Flux.interval(Duration.ofMillis(10))
                .takeUntil(tick -> threads() <= before)
                .blockLast(Pair.LIMIT);
    }

    @Test
    void saysWhatItTakes() {
        for (int[] not : new int[][] {
            {1, 480, 30}, {640, 1, 30}, {640, 480, 0}, {16385, 480, 30}, {640, 16385, 30}, {640, 480, 1001}
        }) {
            assertThatThrownBy(() -> MISSING.frames(not[0], not[1], not[2]))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(
                            "a camera takes 2x2 to 16384x16384 at 1 to 1000 frames per second, not %dx%d at %d",
                            not[0], not[1], not[2]);
        }
        assertThat(MISSING.frames(16384, 2, 1000)).isNotNull();
    }

    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("decart4j-webrtc-"))
                .count();
    }
}
