package io.decart4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.webrtc.PeerState;
import io.decart4j.webrtc.WebRtcRuntime;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Real media through the relay. */
class ImpairedRelayTest {

    private final Leftovers before = Leftovers.snapshot();
    private final WebRtcRuntime runtime = WebRtcRuntime.create();
    private final ImpairedRelay relay = ImpairedRelay.create(1);
    private final LocalDecartServer server =
            LocalDecartServer.builder().runtime(runtime).relay(relay).start();
    private final RawClient socket = RawClient.connect(server);

    @BeforeEach
    void prompt() {
        socket.prompt("noir");
    }

    @AfterEach
    void nothingIsLeft() {
        socket.close();
        server.close();
        assertThat(runtime.openPeerConnections()).isZero();
        relay.close();
        runtime.close();
        before.assertNone();
    }

    @Test
    void bothEndsSeeNothingButTheRelay() {
        try (MediaClient client = MediaClient.offer(socket, runtime)) {
            client.awaitFrame(Seen::grey);
            socket.await("generation_started");
            List<String> said = socket.received((int) socket.count());
            assertThat(said)
                    .filteredOn(text -> text.contains("ice-candidate"))
                    .isNotEmpty()
                    .allMatch(text -> text.contains(" 127.0.0.1 "));
            Wait.until(() -> relay.counts().forwarded() > 100);
            RelayCounts counts = relay.counts();
            assertThat(counts).isEqualTo(new RelayCounts(counts.forwarded(), 0, 0, 0, 0));
        }
    }

    @ParameterizedTest
    @EnumSource(value = MediaClient.Candidates.class, names = "AS_THEY_COME", mode = EnumSource.Mode.EXCLUDE)
    void theClientsCandidatesMayComeAnyWay(MediaClient.Candidates way) {
        try (MediaClient client = MediaClient.offer(socket, runtime, way)) {
            client.awaitFrame(Seen::grey);
        }
    }

    @Test
    void anOutageStopsTheMediaAndItsEndBringsThemBack() {
        try (MediaClient client = MediaClient.offer(socket, runtime)) {
            client.awaitFrame(Seen::grey);
            relay.outage(Duration.ofMinutes(5));
            client.peer()
                    .states()
                    .filter(PeerState.DISCONNECTED::equals)
                    .next()
                    .single()
                    .block(RawClient.SOON);
            assertThat(relay.counts().blackedOut()).isPositive();
            relay.outage(Duration.ZERO);
            client.awaitFrame(Seen::grey);
        }
    }

    @Test
    void mediaSurviveABadNetwork() {
        relay.impair(NetworkImpairment.NONE
                .withDelay(Duration.ofMillis(40), Duration.ofMillis(20))
                .withLoss(0.05)
                .withReordering(0.02)
                .withRate(2_000_000));
        try (MediaClient client = MediaClient.offer(socket, runtime)) {
            client.awaitFrame(Seen::grey);
            Wait.until(() -> relay.counts().lost() > 5 && relay.counts().reordered() > 2);
            client.awaitFrame(Seen::grey);
        }
    }
}
