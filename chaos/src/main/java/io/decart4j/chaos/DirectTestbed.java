package io.decart4j.chaos;

import io.decart4j.reactor.DecartClient;
import io.decart4j.testkit.ImpairedRelay;
import io.decart4j.testkit.LocalDecartServer;
import io.decart4j.testkit.NetworkImpairment;
import io.decart4j.testkit.RelayCounts;
import io.decart4j.webrtc.WebRtcRuntime;
import java.time.Duration;
import java.util.Optional;
import reactor.core.publisher.Mono;

/** Peer connections from client to server, through a relay that can be a bad network. */
record DirectTestbed(
        WebRtcRuntime serverRuntime,
        ImpairedRelay relay,
        LocalDecartServer server,
        UnreliableInstrumentation instrumentation,
        DecartClient client)
        implements Testbed {

    static DirectTestbed open(long seed) {
        WebRtcRuntime runtime = WebRtcRuntime.create();
        ImpairedRelay relay = ImpairedRelay.create(seed);
        LocalDecartServer server = LocalDecartServer.builder()
                .runtime(runtime)
                .relay(relay)
                .tickInterval(TICKS)
                .start();
        UnreliableInstrumentation instrumentation = new UnreliableInstrumentation();
        return new DirectTestbed(runtime, relay, server, instrumentation, Testbed.clientOf(server, instrumentation));
    }

    @Override
    public int peerConnectionsPerSession() {
        return 1;
    }

    @Override
    public void heal() {
        relay.impair(NetworkImpairment.NONE);
    }

    @Override
    public Mono<Void> healed() {
        return Mono.fromRunnable(() -> {
            heal();
            relay.outage(Duration.ZERO);
        });
    }

    @Override
    public Optional<RelayCounts> packets() {
        return Optional.of(relay.counts());
    }

    @Override
    public void close() {
        client.close();
        server.close();
        relay.close();
        serverRuntime.close();
    }
}
