package io.decart4j.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.error.ConnectionException;
import io.decart4j.event.SessionEvent.PhaseTiming;
import io.decart4j.input.InitialState;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How long each phase of an attempt is said to have taken; of real connections in EndToEndTest. */
class PhasesTest extends ScriptedTest {

    private ScriptedSession scripted;

    @BeforeEach
    void inVirtualTime() {
        scripted = new ScriptedSession(InitialState.prompt("noir"));
    }

    @Test
    void eachPhaseIsMeasuredFromItsOwnBeginning() {
        negotiates();
        scripted.latest().mediaUp();
        settle();
        assertThat(told())
                .containsExactly(
                        ended("websocket", 100, true),
                        ended("initial-state", 20, true),
                        ended("webrtc-handshake", 3, true),
                        ended("total", 123, true));
    }

    @Test
    void aFailureEndsThePhasesThatItInterrupts() {
        negotiates();
        scripted.latest().drops();
        settle();
        assertThat(told())
                .containsExactly(
                        ended("websocket", 100, true),
                        ended("initial-state", 20, true),
                        ended("total", 123, false),
                        ended("webrtc-handshake", 3, false));
    }

    @Test
    void aSocketThatCannotBeOpenedEndsBoth() {
        new Outcome(scripted.session.connect());
        pass(Duration.ofMillis(100));
        scripted.latest().refused(ConnectionException.refused(503));
        settle();
        assertThat(told()).containsExactly(ended("websocket", 100, false), ended("total", 100, false));
    }

    @Test
    void theNextAttemptIsMeasuredAfreshAndALossLaterOnIsNoPhase() {
        new Outcome(scripted.session.connect());
        scripted.latest().connects();
        pass(Duration.ofHours(1));
        scripted.latest().drops();
        settle();
        pass(Duration.ofMillis(7));
        scripted.latest().connects();
        settle();
        assertThat(told())
                .filteredOn(timing -> timing.phase().equals("total"))
                .containsExactly(ended("total", 0, true), ended("total", 7, true));
        assertThat(told()).hasSize(8).allMatch(PhaseTiming::success);
    }

    @Test
    void aDisconnectIsNoFailure() {
        new Outcome(scripted.session.connect());
        scripted.latest().opened();
        new Outcome(scripted.session.disconnect());
        settle();
        assertThat(told()).containsExactly(ended("websocket", 0, true));
    }

    /** 100 ms to the socket, 20 to the ack, and 3 without media so far. */
    private void negotiates() {
        new Outcome(scripted.session.connect());
        pass(Duration.ofMillis(100));
        scripted.latest().opened();
        pass(Duration.ofMillis(20));
        scripted.latest().accepts();
        pass(Duration.ofMillis(3));
    }

    private List<PhaseTiming> told() {
        return scripted.told(PhaseTiming.class);
    }

    private static PhaseTiming ended(String phase, long millis, boolean success) {
        return new PhaseTiming(phase, Duration.ofMillis(millis), success);
    }
}
