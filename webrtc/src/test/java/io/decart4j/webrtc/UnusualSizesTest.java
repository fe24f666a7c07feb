package io.decart4j.webrtc;

import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.media.I420Buffer;
import io.decart4j.media.VideoFrame;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;

/** Frames that no camera makes are sent, or not, and break nothing for those that follow. */
class UnusualSizesTest {

    private final WebRtcRuntime one = WebRtcRuntime.create();
    private final WebRtcRuntime other = WebRtcRuntime.create();

    @AfterEach
    void close() {
        one.close();
        other.close();
        assertThat(WebRtcRuntime.liveFrames()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"7680, 4320", "16384, 2", "2, 16384", "20000, 64", "3, 3", "2, 2"})
    void theConnectionSurvivesThem(int width, int height) {
        Pair pair = Pair.open(one, other);
        VideoSender sender = Pair.sending(pair.caller());
        pair.negotiate();
        pair.connected();
        try (VideoFrame unusual = VideoFrame.of(I420Buffer.allocate(width, height), 0)) {
            assertThat(sender.push(unusual)).isTrue();
        }
        Disposable feed = Pair.feed(sender, Pictures.RED);
        Pair.see(pair.callee(), Pictures.RED);
        feed.dispose();
        pair.close();
    }

    @Test
    void eightKArrives() {
        Pair pair = Pair.open(one, other);
        VideoSender sender = Pair.sending(pair.caller());
        pair.negotiate();
        pair.connected();
        VideoFrame large = Pictures.solid(Pictures.RED, 7_680, 4_320);
        Disposable feed =
                Flux.interval(Duration.ofMillis(500)).onBackpressureDrop().subscribe(tick -> sender.push(large));
        Pair.see(pair.callee(), Pictures.RED);
        feed.dispose();
        pair.close();
        large.release();
    }
}
