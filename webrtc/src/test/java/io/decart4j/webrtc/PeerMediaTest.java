package io.decart4j.webrtc;

import static io.decart4j.webrtc.Pictures.BLUE;
import static io.decart4j.webrtc.Pictures.GREEN;
import static io.decart4j.webrtc.Pictures.RED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.decart4j.media.VideoFrame;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.publisher.BaseSubscriber;

/** Real pictures between two runtimes, and who releases them. */
class PeerMediaTest {

    @RegisterExtension
    final TwoRuntimes runtimes = new TwoRuntimes();

    @Test
    void picturesGoBothWays() {
        Pair pair = runtimes.pair();
        VideoSender up = Pair.sending(pair.caller());
        VideoSender down = Pair.sending(pair.callee());
        pair.negotiate();
        pair.connected();

        runtimes.feed(up, RED);
        runtimes.feed(down, BLUE);

        Pair.see(pair.callee(), RED);
        Pair.see(pair.caller(), BLUE);
        assertThat(up.framesSent()).isPositive();
        assertThat(pair.caller().roundTripTime().blockOptional(Pair.LIMIT)).isPresent();
    }

    @Test
    void aReceivedFrameIsRelayedAsItIs() {
        Pair pair = runtimes.pair();
        VideoSender up = Pair.sending(pair.caller());
        VideoSender down = Pair.sending(pair.callee());
        pair.negotiate();
        pair.callee().remote().retainedVideo().subscribe(frame -> {
            try (frame) {
                assertThat(frame.buffer()).isInstanceOf(NativeBuffer.class);
                down.push(frame);
            }
        });

        runtimes.feed(up, GREEN);

        Pair.see(pair.caller(), GREEN);
        assertThat(down.framesSent()).isPositive();
    }

    @Test
    void aSlowConsumerMissesFramesButKeepsNone() throws Exception {
        Pair pair = runtimes.pair();
        VideoSender up = Pair.sending(pair.caller());
        pair.negotiate();
        CountDownLatch first = new CountDownLatch(1);
        CountDownLatch completed = new CountDownLatch(1);
        pair.callee().remote().retainedVideo().subscribe(new BaseSubscriber<VideoFrame>() {
            @Override
            protected void hookOnSubscribe(org.reactivestreams.Subscription subscription) {
                request(1);
            }

            @Override
            protected void hookOnNext(VideoFrame frame) {
                frame.release();
                first.countDown();
            }

            @Override
            protected void hookOnComplete() {
                completed.countDown();
            }
        });
        runtimes.feed(up, RED);
        assertThat(first.await(20, TimeUnit.SECONDS)).isTrue();

        // Each round trip is an answer from the native side, so this waits for events and not for a time.
        while (pair.callee().remote().framesDropped() < 3) {
            pair.callee().roundTripTime().block(Pair.LIMIT);
        }
        assertThat(WebRtcRuntime.liveFrames()).isLessThanOrEqualTo(1);
        pair.close();

        assertThat(completed.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(WebRtcRuntime.liveFrames()).isZero();
    }

    @Test
    void aFrameThatTheSubscriberKeepsOutlivesTheConnection() {
        Pair pair = runtimes.pair();
        VideoSender up = Pair.sending(pair.caller());
        pair.negotiate();
        runtimes.feed(up, RED);

        VideoFrame kept = pair.callee()
                .remote()
                .retainedVideo()
                .next()
                .blockOptional(Pair.LIMIT)
                .orElseThrow();
        pair.close();

        assertThat(WebRtcRuntime.liveFrames()).isEqualTo(1);
        assertThat(Pictures.RED.near(Pictures.centre(kept))).isTrue();
        kept.release();
    }

    @Test
    void pushingAReleasedFrameFailsAndPushingAfterTheCloseDoesNothing() {
        Pair pair = runtimes.pair();
        VideoSender up = Pair.sending(pair.caller());
        VideoFrame frame = Pictures.solid(RED, 33, 17);

        up.push(frame);
        assertThat(up.framesSent()).isEqualTo(1);
        pair.close();
        up.push(frame);
        assertThat(up.framesSent()).isEqualTo(1);
        frame.release();

        assertThatThrownBy(() -> up.push(frame)).isInstanceOf(IllegalStateException.class);
        try (VideoFrame dot = Pictures.solid(RED, 1, 1)) {
            assertThatThrownBy(() -> up.push(dot)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void pushingGoesOnWhileTheConnectionCloses() throws Exception {
        Pair pair = runtimes.pair();
        VideoSender up = Pair.sending(pair.caller());
        pair.negotiate();
        CountDownLatch pushing = new CountDownLatch(50);
        Thread camera = new Thread(() -> {
            try (VideoFrame frame = Pictures.solid(RED, 64, 64)) {
                while (!Thread.currentThread().isInterrupted()) {
                    up.push(frame);
                    pushing.countDown();
                }
            }
        });
        camera.start();
        assertThat(pushing.await(20, TimeUnit.SECONDS)).isTrue();

        pair.close();

        camera.interrupt();
        camera.join();
    }
}
