package io.decart4j.livekit;

import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.webrtc.PeerConnection;
import io.decart4j.webrtc.PeerOptions;
import io.decart4j.webrtc.WebRtcRuntime;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.StepVerifier;

/** Connections are closed whenever they come. */
class TransportsTest {

    @RegisterExtension
    final Machine machine = new Machine();

    private final Sinks.Empty<Void> gate = Sinks.empty();
    private WebRtcRuntime runtime;

    @BeforeEach
    void runtime() {
        runtime = machine.runtime();
    }

    @Test
    void closingWaitsForWhatIsStillOpening() {
        Transports peers = new Transports(options -> gate.asMono().then(runtime.open(options)));
        Disposable waiting = peers.open(PeerOptions.none()).subscribe();
        waiting.dispose();

        CompletableFuture<Void> closing = peers.close().toFuture();
        assertThat(closing).isNotDone();
        gate.tryEmitEmpty();

        assertThat(closing).succeedsWithin(Machine.PATIENCE);
        assertThat(runtime.openPeerConnections()).isZero();
    }

    @Test
    void aSecondOneThatFailsLeavesNotTheFirst() {
        Transports peers = new Transports(
                options -> options.relayOnly() ? Mono.error(new IllegalStateException("no")) : runtime.open(options));
        PeerConnection first = peers.open(PeerOptions.none()).block(Machine.PATIENCE);
        StepVerifier.create(peers.open(new PeerOptions(PeerOptions.none().iceServers(), true)))
                .expectErrorMessage("no")
                .verify(Machine.PATIENCE);
        assertThat(first).isNotNull();

        peers.close().block(Machine.PATIENCE);

        assertThat(runtime.openPeerConnections()).isZero();
        peers.close().block(Machine.PATIENCE);
    }

    @Test
    void afterwardsNothingIsOpened() {
        Transports peers = new Transports(runtime::open);
        peers.close().block(Machine.PATIENCE);

        StepVerifier.create(peers.open(PeerOptions.none()))
                .expectError(LiveKitException.Closed.class)
                .verify(Machine.PATIENCE);
        assertThat(runtime.openPeerConnections()).isZero();
    }
}
