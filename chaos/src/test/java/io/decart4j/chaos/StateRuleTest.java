package io.decart4j.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.event.ConnectionState;
import io.decart4j.event.SessionEvent;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StateRuleTest {

    @ParameterizedTest
    @CsvSource({
        "true, CONNECTING CONNECTED GENERATING RECONNECTING GENERATING DISCONNECTED",
        "true, CONNECTING DISCONNECTED",
        "false, CONNECTED",
        "false, CONNECTING RECONNECTING",
        "false, CONNECTING CONNECTED CONNECTED",
        "false, CONNECTING GENERATING CONNECTED",
        "false, CONNECTING DISCONNECTED CONNECTING"
    })
    void knowsWhatMayFollow(boolean legal, String states) {
        StateRule rule = new StateRule();
        assertThat(Stream.of(states.split(" "))
                        .allMatch(state ->
                                rule.allows(new SessionEvent.ConnectionChange(ConnectionState.valueOf(state)))))
                .isEqualTo(legal);
    }

    @ParameterizedTest
    @CsvSource({"CONNECTING, false", "DISCONNECTED, true"})
    void theEndComesOnceAndDisconnected(ConnectionState last, boolean legal) {
        StateRule rule = new StateRule();
        rule.allows(new SessionEvent.ConnectionChange(ConnectionState.CONNECTING));
        if (last != ConnectionState.CONNECTING) {
            rule.allows(new SessionEvent.ConnectionChange(last));
        }
        assertThat(rule.allows(new SessionEvent.Ended(null))).isEqualTo(legal);
        assertThat(rule.allows(new SessionEvent.Ended(null))).isFalse();
    }
}
