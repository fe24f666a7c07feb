package io.decart4j.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.error.SessionEndedException;
import org.junit.jupiter.api.Test;

class SessionEventTest {

    /** The token lets anyone watch; events end up in logs. */
    @Test
    void aStartedSessionDoesNotShowItsToken() {
        SessionEvent.SessionStarted started = new SessionEvent.SessionStarted("s-1", "zebra");

        assertThat(started).hasToString("SessionStarted[sessionId=s-1]");
        assertThat(started.subscribeToken()).isEqualTo("zebra");
    }

    @Test
    void theEndHasACauseUnlessTheCallerWantedIt() {
        SessionEndedException error = new SessionEndedException("moderation_violation");

        assertThat(new SessionEvent.Ended(error).cause()).containsSame(error);
        assertThat(new SessionEvent.Ended(null).cause()).isEmpty();
    }
}
