package io.decart4j.webrtc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Flux;

/** What the other side says ends in native code: none of it may take the JVM along. To be run after every upgrade. */
class SdpGarbageTest {

    @Test
    void brokenDescriptionsAreRefusedAndTheProcessLives(@TempDir Path folder) throws Exception {
        String said = ChildJvm.run(
                folder, Duration.ofSeconds(150), List.of("-Xmx256m", SdpGarbage.class.getName(), "300", "20261122"));
        assertThat(said).contains("refused, done").doesNotContain("may leak");
    }

    @Test
    void whatTheLibraryWouldTakeForAFormatIsRefusedBefore() {
        try (WebRtcRuntime runtime = WebRtcRuntime.create()) {
            PeerConnection peer =
                    Objects.requireNonNull(runtime.open(PeerOptions.none()).block(Pair.LIMIT));
            assertThatThrownBy(() -> peer.answer("v=0\r\n%n").block(Pair.LIMIT))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("a remote description with a percent sign is refused");
            assertThatThrownBy(() -> peer.addCandidate(new IceCandidate("candidate:%n%s", "0", 0, null))
                            .block(Pair.LIMIT))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("a remote candidate with a percent sign is refused");
            peer.close().block(Pair.LIMIT);
        }
    }

    @Test
    void moreCandidatesThanAnyNetworkHasAreRefused() {
        try (WebRtcRuntime runtime = WebRtcRuntime.create()) {
            PeerConnection peer =
                    Objects.requireNonNull(runtime.open(PeerOptions.none()).block(Pair.LIMIT));
            Flux<Void> flood = Flux.range(0, 5000)
                    .concatMap(i -> peer.addCandidate(new IceCandidate(
                            "candidate:" + i + " 1 udp 2122260223 127.0.0.1 9 typ host", "0", 0, null)));
            assertThatThrownBy(() -> flood.blockLast(Pair.LIMIT))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("the other side names more than 1024 candidates");
            peer.close().block(Pair.LIMIT);
        }
    }
}
