package io.decart4j.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.livekit.server.LiveKitServerExtension;
import io.decart4j.reactor.Transport;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RoomChaosTest {

    /** Says whether there is one at all; the run has one of its own, which it may kill. */
    @RegisterExtension
    static final LiveKitServerExtension LIVEKIT = new LiveKitServerExtension();

    private static final Duration LENGTH = Duration.ofSeconds(Math.min(ChaosTest.LENGTH.toSeconds(), 60));

    @Test
    void sessionsInRoomsSurviveEverything() {
        Report report = ChaosTest.clean(new Scenario(ChaosTest.SEED, Transport.LIVEKIT, LENGTH, 2, Scenario.STORM));
        assertThat(report.tally().recoveries.count()).isPositive();
        assertThat(report.packets()).isEmpty();
    }
}
