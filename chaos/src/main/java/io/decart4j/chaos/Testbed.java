package io.decart4j.chaos;

import io.decart4j.reactor.DecartClient;
import io.decart4j.reactor.Transport;
import io.decart4j.testkit.LocalDecartServer;
import io.decart4j.testkit.RelayCounts;
import io.decart4j.webrtc.WebRtcRuntime;
import java.time.Duration;
import java.util.Optional;
import reactor.core.publisher.Mono;

/** Where a run takes place: a client, a local server, and the way of the media between them, which faults can be put in. */
sealed interface Testbed extends AutoCloseable permits DirectTestbed, RoomTestbed {

    /** How often a server tells how long it has generated. */
    Duration TICKS = Duration.ofMillis(200);

    /**
     * Opens what the scenario's transport needs.
     *
     * @throws IllegalStateException where no livekit-server can be had for rooms
     */
    static Testbed open(Scenario scenario) {
        return scenario.transport() == Transport.DIRECT ? DirectTestbed.open(scenario.seed()) : RoomTestbed.open();
    }

    /** The client that all sessions are of. */
    DecartClient client();

    /** What the client speaks to. */
    LocalDecartServer server();

    /** The client's, which may fail and take its time. */
    UnreliableInstrumentation instrumentation();

    /** The server's own. */
    WebRtcRuntime serverRuntime();

    /** How many peer connections a side needs for a session. */
    int peerConnectionsPerSession();

    /** Lets media through as they should be. */
    void heal();

    /** Completes when nothing is being done to the way of the media any more, and it is as it should be. */
    Mono<Void> healed();

    /** What was done to packets; empty where that is not counted. */
    Optional<RelayCounts> packets();

    @Override
    void close();

    /** A client of this server. */
    static DecartClient clientOf(LocalDecartServer server, UnreliableInstrumentation instrumentation) {
        return DecartClient.builder()
                .apiKey(server.apiKey())
                .baseUrl(server.httpUrl())
                .realtimeBaseUrl(server.realtimeUrl())
                .instrumentation(instrumentation)
                .build();
    }
}
