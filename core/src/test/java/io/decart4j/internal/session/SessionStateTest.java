package io.decart4j.internal.session;

import static io.decart4j.event.ConnectionState.CONNECTED;
import static io.decart4j.event.ConnectionState.CONNECTING;
import static io.decart4j.event.ConnectionState.DISCONNECTED;
import static io.decart4j.event.ConnectionState.GENERATING;
import static io.decart4j.event.ConnectionState.RECONNECTING;
import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.event.ConnectionState;
import io.decart4j.internal.session.SessionState.Signal;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Every state with every signal, and what holds for every sequence of signals. */
class SessionStateTest {

    @ParameterizedTest
    @CsvSource(useHeadersInDisplayName = true, delimiter = '|', textBlock = """
            state        | CONNECT      | PEER_CONNECTED | GENERATION_STARTED | LOST         | ENDED
            DISCONNECTED | CONNECTING   | DISCONNECTED   | DISCONNECTED       | DISCONNECTED | DISCONNECTED
            CONNECTING   | CONNECTING   | CONNECTED      | GENERATING         | CONNECTING   | DISCONNECTED
            CONNECTED    | CONNECTED    | CONNECTED      | GENERATING         | RECONNECTING | DISCONNECTED
            GENERATING   | GENERATING   | GENERATING     | GENERATING         | RECONNECTING | DISCONNECTED
            RECONNECTING | RECONNECTING | CONNECTED      | GENERATING         | RECONNECTING | DISCONNECTED
            """)
    void movesAsTheTableSays(
            ConnectionState state,
            ConnectionState connect,
            ConnectionState peerConnected,
            ConnectionState generationStarted,
            ConnectionState lost,
            ConnectionState ended) {
        SessionState before = new SessionState(state, false);

        assertThat(Arrays.stream(Signal.values())
                        .map(signal -> before.on(signal).connection()))
                .containsExactly(connect, peerConnected, generationStarted, lost, ended);
        for (Signal signal : Signal.values()) {
            assertThat(before.on(signal).ended()).as("%s", signal).isEqualTo(signal == Signal.ENDED);
        }
    }

    /** Who compares by identity tells nobody of a change that is none. */
    @ParameterizedTest
    @EnumSource
    void isTheSameObjectWhenNothingChanges(ConnectionState state) {
        SessionState before = new SessionState(state, false);

        for (Signal signal : Signal.values()) {
            SessionState after = before.on(signal);
            if (after.equals(before)) {
                assertThat(after).as("%s", signal).isSameAs(before);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void nothingComesAfterTheEnd(Signal signal) {
        SessionState ended = SessionState.NEW.on(Signal.CONNECT).on(Signal.ENDED);

        assertThat(ended).isEqualTo(new SessionState(DISCONNECTED, true));
        assertThat(ended.on(signal)).isSameAs(ended);
    }

    /** A session that is closed before it was ever opened stays closed. */
    @Test
    void canEndBeforeItHasBegun() {
        assertThat(SessionState.NEW.on(Signal.ENDED).on(Signal.CONNECT))
                .isEqualTo(new SessionState(DISCONNECTED, true));
    }

    @Test
    void tellsAnOrdinaryLifeWithAReconnect() {
        assertThat(told(
                        Signal.CONNECT,
                        Signal.LOST,
                        Signal.PEER_CONNECTED,
                        Signal.GENERATION_STARTED,
                        Signal.PEER_CONNECTED,
                        Signal.LOST,
                        Signal.LOST,
                        Signal.GENERATION_STARTED,
                        Signal.PEER_CONNECTED,
                        Signal.ENDED,
                        Signal.LOST))
                .containsExactly(CONNECTING, CONNECTED, GENERATING, RECONNECTING, GENERATING, DISCONNECTED);
    }

    @Property
    void whatIsToldFitsTogether(@ForAll List<Signal> signals) {
        List<ConnectionState> told = told(signals.toArray(Signal[]::new));

        for (int i = 0; i < told.size(); i++) {
            ConnectionState before = i == 0 ? DISCONNECTED : told.get(i - 1);
            switch (told.get(i)) {
                case CONNECTING ->
                    assertThat(i).as("connecting is told once, first").isZero();
                case CONNECTED -> assertThat(before).isIn(CONNECTING, RECONNECTING);
                case GENERATING -> assertThat(before).isIn(CONNECTING, RECONNECTING, CONNECTED);
                case RECONNECTING -> assertThat(before).isIn(CONNECTED, GENERATING);
                case DISCONNECTED -> assertThat(i).as("the end is last").isEqualTo(told.size() - 1);
            }
        }
    }

    /** What callers hear of: each connection state that is another than the one before. */
    private static List<ConnectionState> told(Signal... signals) {
        SessionState state = SessionState.NEW;
        Stream.Builder<ConnectionState> told = Stream.builder();
        for (Signal signal : signals) {
            SessionState next = state.on(signal);
            if (next.connection() != state.connection()) {
                told.add(next.connection());
            }
            state = next;
        }
        return told.build().toList();
    }
}
