package io.decart4j.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.error.SessionEndedException;
import io.decart4j.event.SessionEvent;
import io.decart4j.input.InitialState;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

/** A server that lets go of the media before it says why: the reason travels on the other transport. */
class ReasonBehindMediaTest {

    @ParameterizedTest
    @ValueSource(ints = {0, 100, 200})
    void theSessionEndsWithTheReasonThatComesBehindItsMedia(int millis) {
        try (Studio studio = new Studio()) {
            RealtimeSession session = studio.connect(InitialState.prompt("noir"));
            Studio.awaitPicture(session, Studio::isNoir);
            Mono<List<SessionEvent>> rest = session.events().collectList().cache();
            rest.subscribe();
            studio.server.faults().endBehindMedia("insufficient_credits", Duration.ofMillis(millis));
            assertEndedFor("insufficient_credits", rest.block(Studio.PATIENCE));
            studio.assertNothingOpen();
        }
    }

    /** For good, and without another attempt. */
    static void assertEndedFor(String reason, @Nullable List<SessionEvent> events) {
        assertThat(events)
                .hasAtLeastOneElementOfType(SessionEvent.GenerationEnded.class)
                .noneMatch(SessionEvent.Reconnecting.class::isInstance)
                .last()
                .isInstanceOfSatisfying(
                        SessionEvent.Ended.class,
                        ended -> assertThat(ended.error())
                                .isInstanceOfSatisfying(
                                        SessionEndedException.class,
                                        e -> assertThat(e.reason()).isEqualTo(reason)));
    }
}
