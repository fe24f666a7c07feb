package io.decart4j.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.error.ConnectionException;
import io.decart4j.error.ErrorCode;
import io.decart4j.error.InvalidOptionException;
import io.decart4j.error.MediaException;
import io.decart4j.event.ConnectionState;
import io.decart4j.event.SessionEvent;
import io.decart4j.message.ServerMessage;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

/** How attempts, losses and ends follow each other, in virtual time and without a socket. */
class SessionFlowTest extends ScriptedTest {

    @Test
    void nothingHappensBeforeSubscription() {
        ScriptedSession scripted = scripted();
        scripted.session.connect();
        settle();
        assertThat(scripted.connections).isEmpty();
        assertThat(scripted.session.connectionState()).isEqualTo(ConnectionState.DISCONNECTED);
    }

    @Test
    void withoutRetriesThereIsOneAttemptAndOneAfterALoss() {
        ScriptedSession scripted = new ScriptedSession(ReconnectPolicy.NONE);
        new Outcome(scripted.session.connect());
        scripted.latest().connects();
        lasts();
        scripted.latest().drops();
        settle();
        assertThat(scripted.connections).hasSize(2);
        scripted.latest().refused(ConnectionException.failed("gone", null));
        pass(Duration.ofMinutes(1));
        assertThat(scripted.connections).hasSize(2);
        assertThat(lastError(scripted)).hasMessage("gone");
    }

    @Test
    void aPlaceInTheQueueSuspendsTheLimits() {
        ScriptedSession scripted = scripted();
        Outcome connect = new Outcome(scripted.session.connect());
        scripted.latest().opened();
        scripted.latest().says(new ServerMessage.QueuePosition(3, 10));
        pass(Duration.ofMinutes(20));
        scripted.latest().accepts();
        scripted.latest().mediaUp();
        settle();
        assertThat(connect.done).isTrue();
        assertThat(scripted.connections).hasSize(1);
        assertThat(scripted.told(SessionEvent.QueuePosition.class))
                .containsExactly(new SessionEvent.QueuePosition(3, 10));
    }

    @Test
    void mediaLossReconnectsToo() {
        ScriptedSession scripted = connected();
        scripted.latest().mediaLost(MediaException.lost("ICE connection failed"));
        noReasonComes();
        assertThat(scripted.connections).hasSize(2);
        assertThat(scripted.connections.get(0).isClosed()).isTrue();
    }

    @Test
    void anUnusableInitialImageFailsBeforeAnythingIsSent() {
        InvalidOptionException unusable = new InvalidOptionException(ErrorCode.INVALID_INPUT, "image", "bad image");
        ScriptedSession scripted = new ScriptedSession(Mono.error(unusable), SessionTimeouts.DEFAULT);
        Outcome connect = new Outcome(scripted.session.connect());
        pass(Duration.ofMinutes(1));
        assertThat(connect.error.get()).isSameAs(unusable);
        assertThat(scripted.connections).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, 0, 65_536, Integer.MAX_VALUE})
    void aSessionWithoutAUsableAddressHasNoSubscribeTokenAndGoesOn(int port) {
        ScriptedSession scripted = connected();
        scripted.latest().says(new ServerMessage.SessionId("s", "10.0.0.5", port));
        settle();
        assertThat(scripted.session.sessionId()).contains("s");
        assertThat(scripted.session.subscribeToken()).isEmpty();
        assertThat(scripted.session.isConnected()).isTrue();
        assertThat(scripted.latest().isClosed()).isFalse();
    }
}
