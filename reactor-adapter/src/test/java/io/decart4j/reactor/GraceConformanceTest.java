package io.decart4j.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.error.ErrorCode;
import io.decart4j.error.MediaException;
import io.decart4j.reactor.internal.media.MediaLink;
import io.decart4j.reactor.internal.media.direct.DirectPeer;
import io.decart4j.webrtc.PeerState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import reactor.test.publisher.TestPublisher;

/** What docs/protocol.md says of a media path that is interrupted, from the reports of the peer connection: C60 and C61. */
class GraceConformanceTest extends ScriptedTest {

    private static final Duration GRACE = SessionTimeouts.DEFAULT.mediaGrace();

    private final TestPublisher<PeerState> peer = TestPublisher.create();
    private final List<MediaLink.Up> up = new ArrayList<>();

    private Outcome follow() {
        return new Outcome(DirectPeer.up(peer.flux(), GRACE).doOnNext(up::add).then());
    }

    @Test
    void C60_aPathThatRecoversInTimeIsNotLost() {
        Outcome end = follow();
        for (int cut = 0; cut < 3; cut++) {
            peer.next(PeerState.CONNECTING, PeerState.CONNECTED, PeerState.DISCONNECTED);
            pass(GRACE.minusMillis(1));
        }
        peer.next(PeerState.CONNECTED);
        pass(Duration.ofMinutes(1));
        assertThat(end.toText()).isEqualTo("pending");
        assertThat(up).hasSize(4);
    }

    @Test
    void C60_aPathThatDoesNotRecoverIsLostAfterTheGracePeriod() {
        Outcome end = follow();
        peer.next(PeerState.CONNECTED, PeerState.DISCONNECTED);
        pass(GRACE.minusMillis(1));
        assertThat(end.toText()).isEqualTo("pending");
        pass(Duration.ofMillis(1));
        assertThat(end.toText()).isEqualTo("The peer connection was lost");
    }

    @Test
    void C61_aPathThatFailsIsLostAtOnce() {
        Outcome end = follow();
        peer.next(PeerState.CONNECTED, PeerState.FAILED);
        assertThat(end.error.get())
                .hasMessage("ICE connection failed")
                .isInstanceOfSatisfying(
                        MediaException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.WEBRTC_ICE_ERROR));
    }

    @Test
    void aPathThatNeverCameUpSaysWhatMediaNeed() {
        Outcome end = follow();
        peer.next(PeerState.CONNECTING, PeerState.FAILED);
        assertThat(end.error.get())
                .hasMessageStartingWith("ICE connection failed: ")
                .hasMessageContaining("HTTP proxy");
    }
}
