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
        assertThatThrownBy(() -> MISSING.frames(640, 480, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("640x480 at 0");
    }

    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("decart4j-webrtc-"))
                .count();
    }
}
