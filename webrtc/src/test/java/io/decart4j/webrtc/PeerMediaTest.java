package io.decart4j.webrtc;

import static io.decart4j.webrtc.Pictures.BLUE;
import static io.decart4j.webrtc.Pictures.RED;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.Disposables;

/** Real VP8 between two runtimes. */
class PeerMediaTest {

    private final WebRtcRuntime one = WebRtcRuntime.create();
    private final WebRtcRuntime other = WebRtcRuntime.create();
    private final Disposable.Composite feeds = Disposables.composite();

    @AfterEach
    void nothingStaysBehind() {
        feeds.dispose();
        one.close();
        other.close();
        assertThat(one.openPeerConnections() + other.openPeerConnections()).isZero();
        assertThat(WebRtcRuntime.liveFrames()).isZero();
    }

    @Test
    void picturesGoBothWaysOnTheOfferedSection() {
        Pair pair = Pair.open(one, other);
        VideoSender up =
                pair.caller().sendVideo("camera").blockOptional(Pair.LIMIT).orElseThrow();
        pair.caller().preferVideoCodec("VP8").block(Pair.LIMIT);
        VideoSender down =
                pair.callee().sendVideo("model").blockOptional(Pair.LIMIT).orElseThrow();

        Pair.Sdp sdp = pair.negotiate();
        pair.connected();
        feeds.add(Pair.feed(up, RED));
        feeds.add(Pair.feed(down, BLUE));

        Pair.see(pair.callee(), RED);
        Pair.see(pair.caller(), BLUE);
        assertThat(sdp.answer()).containsOnlyOnce("m=video").containsOnlyOnce("a=sendrecv");
        assertThat(sdp.answer().indexOf(" VP8/90000")).isLessThan(sdp.answer().indexOf(" VP9/90000"));
        assertThat(up.framesSent()).isPositive();
        assertThat(pair.caller().roundTripTime().blockOptional(Pair.LIMIT).orElseThrow())
                .isPresent();
        pair.close();
    }
}
