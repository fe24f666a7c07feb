package io.decart4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.media.VideoFrame;
import io.decart4j.webrtc.WebRtcRuntime;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MediaTest {

    private static final int CODING = 40;

    private static final WebRtcRuntime RUNTIME = WebRtcRuntime.create();

    private final LocalDecartServer server = LocalDecartServer.builder()
            .runtime(RUNTIME)
            .tickInterval(Duration.ofMillis(200))
            .start();

    @AfterAll
    static void dispose() {
        RUNTIME.close();
        assertThat(WebRtcRuntime.liveFrames()).isZero();
    }

    @AfterEach
    void close() {
        server.close();
        assertThat(RUNTIME.openPeerConnections()).isZero();
    }

    @Test
    void showsThePromptInThePixels() {
        try (RawClient socket = RawClient.connect(server)) {
            socket.send("{\"type\":\"set_image\",\"image_data\":null,\"prompt\":null}");
            try (MediaClient client = MediaClient.offer(socket, RUNTIME)) {
                client.awaitFrame(MediaTest::isUnchanged);
                socket.await("generation_started");
                socket.prompt("Film NOIR");
                client.awaitFrame(MediaTest::isGrey);
                socket.prompt("invert");
                client.awaitFrame(frame -> isNear(frame, 0, 0x3FDFDF));
                socket.prompt("tint #00ff00");
                client.awaitFrame(frame -> TestPattern.PATCHES.stream().allMatch(patch -> {
                    int rgb = Pixels.meanRgb(frame, patch);
                    return Bt601.green(rgb) > Bt601.red(rgb) + 60 && Bt601.green(rgb) > Bt601.blue(rgb) + 60;
                }));
                socket.prompt("noir");
                socket.send(Pictures.setImage(0xFF00FF));
                client.awaitFrame(frame -> {
                    int rgb = Pixels.meanRgb(frame, TestPattern.PATCHES.get(3));
                    return Bt601.red(rgb) > Bt601.green(rgb) + 60 && Bt601.blue(rgb) > Bt601.green(rgb) + 60;
                });
                List<Double> seconds = socket.messages("generation_tick")
                        .map(tick -> Double.valueOf(String.valueOf(tick.get("seconds"))))
                        .take(3)
                        .collectList()
                        .block(RawClient.SOON);
                assertThat(seconds).containsExactly(0.2, 0.4, 0.6);
            }
        }
    }

    private static boolean isUnchanged(VideoFrame frame) {
        for (int patch = 0; patch < TestPattern.PATCHES.size(); patch++) {
            if (!isNear(frame, patch, TestPattern.PATCHES.get(patch).rgb())) {
                return false;
            }
        }
        return true;
    }

    private static boolean isGrey(VideoFrame frame) {
        return TestPattern.PATCHES.stream().allMatch(patch -> Pixels.colourfulness(Pixels.meanRgb(frame, patch)) < 12);
    }

    private static boolean isNear(VideoFrame frame, int patch, int rgb) {
        return Pixels.distance(Pixels.meanRgb(frame, TestPattern.PATCHES.get(patch)), rgb) < CODING;
    }
}
