package io.decart4j.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.event.SessionEvent;
import io.decart4j.input.InitialState;
import io.decart4j.internal.session.DesiredState;
import io.decart4j.message.ServerMessage;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

/** Which words of the server suspend the limits of connecting, and for how long. */
class QueueLimitsTest extends ScriptedTest {

    private static ScriptedSession opened(ServerMessage... said) {
        return opened(SessionTimeouts.DEFAULT, said);
    }

    private static ScriptedSession opened(SessionTimeouts timeouts, ServerMessage... said) {
        InitialState noir = InitialState.prompt("noir");
        ScriptedSession scripted =
                new ScriptedSession(Mono.just(DesiredState.PASSTHROUGH.after(noir.toMessage(null))), timeouts);
        scripted.session.connect().subscribe(s -> {}, e -> {});
        scripted.latest().opened();
        scripted.latest().says(said);
        return scripted;
    }

    private static ServerMessage status(String text) {
        return new ServerMessage.Status(text);
    }

    private static ServerMessage position(int place) {
        return new ServerMessage.QueuePosition(place, 9);
    }

    @ParameterizedTest
    @ValueSource(strings = {"loading model", "ready", ""})
    void aStatusThatNamesNoQueueSuspendsNothing(String text) {
        ScriptedSession scripted = opened(status(text));
        pass(Duration.ofSeconds(30));
        assertThat(cause(scripted, 0)).hasMessage("initial-state timed out after 30000ms");
    }

    @ParameterizedTest
    @ValueSource(strings = {"entering queue", "Queued"})
    void aStatusThatNamesTheQueueSuspendsTheLimits(String text) {
        ScriptedSession scripted = opened(status(text));
        pass(Duration.ofMinutes(20));
        assertThat(scripted.told(SessionEvent.Reconnecting.class)).isEmpty();
    }

    static Stream<ServerMessage> signsOfAPlace() {
        return Stream.of(
                status("starting"),
                new ServerMessage.SessionId("one", "", 0),
                new ServerMessage.Ready(),
                new ServerMessage.GenerationStarted());
    }

    @ParameterizedTest
    @MethodSource("signsOfAPlace")
    void afterTheQueueTheLimitForTheInitialStateBeginsAnew(ServerMessage sign) {
        ScriptedSession scripted = opened(position(1));
        pass(Duration.ofMinutes(20));
        scripted.latest().says(sign);
        pass(Duration.ofMillis(29_999));
        assertThat(scripted.told(SessionEvent.Reconnecting.class)).isEmpty();
        pass(Duration.ofSeconds(5));
        assertThat(cause(scripted, 0)).hasMessage("initial-state timed out after 30000ms");
    }

    @Test
    void wordsBetweenTwoPlacesInTheQueueEndNothing() {
        ScriptedSession scripted = opened(position(2), status("please wait"));
        pass(Duration.ofSeconds(20));
        scripted.latest().says(position(1));
        pass(Duration.ofMinutes(20));
        assertThat(scripted.told(SessionEvent.Reconnecting.class)).isEmpty();
    }

    @Test
    void aQueueWithoutAnEndHasALimitOfItsOwn() {
        ScriptedSession scripted = opened(position(2));
        pass(Duration.ofMinutes(59));
        scripted.latest().says(position(1));
        assertThat(scripted.told(SessionEvent.Reconnecting.class)).isEmpty();
        pass(Duration.ofMinutes(1));
        assertThat(cause(scripted, 0)).hasMessage("queue timed out after 3600000ms");
    }

    @Test
    void theLimitOfTheQueueCanBeSet() {
        ScriptedSession scripted =
                opened(SessionTimeouts.builder().queue(Duration.ofMinutes(1)).build(), position(1));
        pass(Duration.ofMinutes(1));
        assertThat(cause(scripted, 0)).hasMessage("queue timed out after 60000ms");
    }

    @Test
    void whoHasAPlaceIsNotHeldByTheLimitOfTheQueue() {
        ScriptedSession scripted = opened(position(1));
        pass(Duration.ofMinutes(59));
        scripted.latest().accepts();
        pass(Duration.ofMinutes(2));
        assertThat(scripted.told(SessionEvent.Reconnecting.class)).isEmpty();
        scripted.latest().mediaUp();
        settle();
        pass(Duration.ofHours(2));
        assertThat(scripted.connections).hasSize(1);
    }
}
