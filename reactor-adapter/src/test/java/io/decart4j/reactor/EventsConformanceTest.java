package io.decart4j.reactor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.event.ConnectionState;
import io.decart4j.event.SessionEvent;
import io.decart4j.message.ServerMessage;
import io.decart4j.message.SignalingCodec;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;

/** What docs/protocol.md says of events, in virtual time and without a socket: C37 to C39 and C41. */
class EventsConformanceTest extends ScriptedTest {

    @Test
    void C37_whatHappensDuringConnectReachesWhoSubscribesAfterIt() {
        ScriptedSession scripted = unheard();
        Outcome connect = new Outcome(scripted.session.connect());
        scripted.latest().opened();
        scripted.latest().says(new ServerMessage.QueuePosition(1, 2), new ServerMessage.SessionId("s", "", 0));
        scripted.latest().accepts();
        scripted.latest().mediaUp();
        settle();
        assertThat(connect.done).isTrue();
        List<SessionEvent> heard = new ArrayList<>();
        scripted.session.events().subscribe(heard::add);
        settle();
        heard.removeIf(SessionEvent.PhaseTiming.class::isInstance);
        // Of the room, over which an id comes once more.
        heard.removeIf(event -> event instanceof SessionEvent.SessionStarted named
                && named.sessionId().equals("one"));
        assertThat(heard)
                .containsExactly(
                        new SessionEvent.ConnectionChange(ConnectionState.CONNECTING),
                        new SessionEvent.QueuePosition(1, 2),
                        new SessionEvent.SessionStarted("s", null),
                        new SessionEvent.ConnectionChange(ConnectionState.CONNECTED));
    }

    @Test
    void C37_whatHappenedReachesWhoSubscribesAfterAFailedConnectToo() {
        ScriptedSession scripted = unheard();
        new Outcome(scripted.session.connect());
        scripted.latest().opened();
        scripted.latest().says(new ServerMessage.ErrorMessage("Invalid API key"));
        settle();
        List<SessionEvent> heard = new ArrayList<>();
        scripted.session.events().subscribe(heard::add);
        settle();
        assertThat(heard)
                .hasAtLeastOneElementOfType(SessionEvent.ErrorOccurred.class)
                .last()
                .isInstanceOf(SessionEvent.Ended.class);
    }

    @Test
    void C38_ticksAreToldAsTheyCome() {
        ScriptedSession scripted = connected();
        for (String seconds : List.of("5", "5.25", "1e1", "5")) {
            scripted.latest()
                    .says(SignalingCodec.readServerMessage(
                            ("{\"type\":\"generation_tick\",\"seconds\":" + seconds + "}").getBytes(UTF_8)));
        }
        settle();
        assertThat(scripted.told(SessionEvent.GenerationTick.class))
                .extracting(SessionEvent.GenerationTick::seconds)
                .containsExactly(5.0, 5.25, 10.0, 5.0);
    }

    @Test
    void C39_theEndOfAGenerationIsToldWithSecondsAndReason() {
        ScriptedSession scripted = connected();
        scripted.latest()
                .says(
                        new ServerMessage.GenerationEnded(42.5, "disconnect"),
                        new ServerMessage.GenerationEnded(43, "error"));
        settle();
        assertThat(scripted.told(SessionEvent.GenerationEnded.class))
                .containsExactly(
                        new SessionEvent.GenerationEnded(42.5, "disconnect"),
                        new SessionEvent.GenerationEnded(43, "error"));
        assertThat(scripted.session.isConnected()).isTrue();
    }

    @Test
    void C41_aListenerThatThrowsOrNeverAsksDelaysNeitherAcksNorOthers() {
        ScriptedSession scripted = connected();
        scripted.session
                .events()
                .subscribe(
                        event -> {
                            throw new IllegalStateException("listener");
                        },
                        ended -> {});
        scripted.session.events().subscribe(new BaseSubscriber<>() {
            @Override
            protected void hookOnSubscribe(Subscription subscription) {}
        });
        Outcome prompt = new Outcome(scripted.session.setPrompt("p"));
        scripted.latest().says(new ServerMessage.GenerationTick(1));
        scripted.latest().accepts();
        assertThat(prompt.done).isTrue();
        settle();
        assertThat(scripted.told(SessionEvent.GenerationTick.class)).hasSize(1);
    }
}
