package io.decart4j.webrtc;

import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.webrtc.Pictures.Yuv;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import reactor.core.Disposable;
import reactor.core.Disposables;

/** Client and server of one process; looks after each test that nothing native stayed behind. */
final class TwoRuntimes implements AfterEachCallback {

    final WebRtcRuntime one = WebRtcRuntime.create();
    final WebRtcRuntime other = WebRtcRuntime.create();
    private final Disposable.Composite feeds = Disposables.composite();

    Pair pair() {
        return Pair.open(one, other);
    }

    void feed(VideoSender sender, Yuv colour) {
        feeds.add(Pair.feed(sender, colour));
    }

    @Override
    public void afterEach(ExtensionContext context) {
        feeds.dispose();
        one.close();
        other.close();
        assertThat(one.openPeerConnections() + other.openPeerConnections()).isZero();
        assertThat(WebRtcRuntime.liveFrames()).isZero();
    }
}
