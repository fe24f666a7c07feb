package io.decart4j.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.error.MediaException;
import io.decart4j.error.SessionEndedException;
import io.decart4j.event.SessionEvent;
import io.decart4j.message.ServerMessage;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a session makes of connections that do not last, and of reasons that come behind their loss. */
class ReconnectStormTest extends ScriptedTest {

    @Test
    void aServerThatHangsUpOnEachConnectionEndsTheSessionAfterSixAttempts() {
        ScriptedSession scripted = scripted();
        new Outcome(scripted.session.connect());
        for (int wait : new int[] {0, 1, 2, 4, 8, 60}) {
            scripted.latest().connects();
            settle();
            scripted.latest().closes(1011, "worker died");
            pass(Duration.ofSeconds(wait));
        }
        assertThat(scripted.connections).hasSize(6);
        assertThat(lastError(scripted)).hasMessage("WebSocket closed: 1011 worker died");
        assertThat(scripted.told(SessionEvent.Reconnecting.class))
                .extracting(event -> event.attempt() + " after " + event.delay().toSeconds())
                .containsExactly("1 after 0", "2 after 1", "3 after 2", "4 after 4", "5 after 8");
    }

    @Test
    void aConnectionThatLastsGivesTheRetriesBack() {
        ScriptedSession scripted = connected();
        for (int loss = 0; loss < 100; loss++) {
            lasts();
            scripted.latest().drops();
            settle();
            scripted.latest().connects();
            settle();
        }
        assertThat(scripted.connections).hasSize(101);
        assertThat(scripted.session.isConnected()).isTrue();
    }

    @Test
    void howLongAConnectionHasToLastIsTheCallers() {
        ScriptedSession scripted = connected(new ScriptedSession(ScriptedSession.EXACT.toBuilder()
                .stableAfter(Duration.ofMillis(1))
                .build()));
        for (int loss = 0; loss < 100; loss++) {
            pass(Duration.ofMillis(1));
            scripted.latest().drops();
            settle();
            scripted.latest().connects();
            settle();
        }
        assertThat(scripted.connections).hasSize(101);
    }

    @ParameterizedTest
    @ValueSource(strings = {"insufficient_credits", "timeout", "moderation_violation"})
    void aReasonBehindTheLossOfTheMediaEndsTheSession(String reason) {
        ScriptedSession scripted = connected();
        scripted.latest().mediaLost(MediaException.lost("The peer connection was closed"));
        pass(Duration.ofMillis(200));
        scripted.latest().says(new ServerMessage.GenerationEnded(5, reason));
        pass(Duration.ofMinutes(1));
        assertThat(scripted.told(SessionEvent.GenerationEnded.class)).hasSize(1);
        assertThat(lastError(scripted)).isInstanceOf(SessionEndedException.class);
        assertThat(scripted.connections).hasSize(1);
    }

    @Test
    void anErrorBehindTheLossOfTheMediaIsTheReasonWhenNoAttemptCanMendIt() {
        ScriptedSession scripted = connected();
        scripted.latest().mediaLost(MediaException.lost("The peer connection was closed"));
        settle();
        scripted.latest().says(new ServerMessage.ErrorMessage("insufficient credits"));
        pass(Duration.ofMinutes(1));
        assertThat(lastError(scripted)).hasMessage("insufficient credits");
        assertThat(scripted.connections).hasSize(1);
    }

    @Test
    void withoutAReasonTheLossIsFollowedByAnotherAttemptSoon() {
        ScriptedSession scripted = connected();
        scripted.latest().mediaLost(MediaException.lost("The peer connection was closed"));
        noReasonComes();
        assertThat(scripted.connections).hasSize(2);
        assertThat(cause(scripted, 0)).hasMessage("The peer connection was closed");
    }

    @Test
    void aPolicyThatFailsEndsTheSessionInOrder() {
        ScriptedSession scripted = connected(new ScriptedSession(ScriptedSession.EXACT.toBuilder()
                .retryIf(failure -> {
                    throw new NoClassDefFoundError("a class of the policy's");
                })
                .build()));
        Outcome pending = new Outcome(scripted.session.setPrompt("noir"));
        scripted.latest().drops();
        pass(Duration.ofMinutes(1));
        assertThat(pending.error.get()).isNotNull();
        assertThat(scripted.latest().isClosed()).isTrue();
        assertThat(scripted.connections).hasSize(1);
        assertThat(lastError(scripted)).hasMessageStartingWith("WebSocket closed: 1006");
    }
}
