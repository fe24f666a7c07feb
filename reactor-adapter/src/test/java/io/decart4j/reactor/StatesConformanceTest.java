package io.decart4j.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.error.ConnectionException;
import io.decart4j.event.ConnectionState;
import io.decart4j.event.SessionEvent;
import io.decart4j.media.I420Buffer;
import io.decart4j.media.VideoFrame;
import io.decart4j.message.ServerMessage;
import io.decart4j.reactor.internal.media.LocalVideo;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/** What docs/protocol.md says of states, in virtual time and without a socket: C34 to C36 and C42. */
class StatesConformanceTest extends ScriptedTest {

    @Test
    void C34_thereAreFiveStates() {
        assertThat(Arrays.stream(ConnectionState.values()).map(ConnectionState::wireName))
                .containsExactlyInAnyOrder("connecting", "connected", "generating", "disconnected", "reconnecting");
    }

    @Test
    void C34_theSameStateIsNeverToldTwiceInARow() {
        ScriptedSession scripted = new ScriptedSession();
        new Outcome(scripted.session.connect());
        scripted.latest().refused(ConnectionException.failed("no", null));
        pass(Duration.ofSeconds(1));
        for (int loss = 0; loss < 3; loss++) {
            scripted.latest().connects();
            scripted.latest().mediaUp();
            scripted.latest().says(new ServerMessage.GenerationStarted(), new ServerMessage.GenerationStarted());
            scripted.latest().mediaUp();
            lasts();
            scripted.latest().drops();
            settle();
            scripted.latest().refused(ConnectionException.failed("no", null));
            pass(Duration.ofSeconds(1));
        }
        new Outcome(scripted.session.disconnect());
        new Outcome(scripted.session.disconnect());
        settle();
        List<String> states = scripted.states();
        assertThat(states).hasSize(11);
        for (int i = 1; i < states.size(); i++) {
            assertThat(states.get(i)).isNotEqualTo(states.get(i - 1));
        }
    }

    @Test
    void C35_connectingThenConnectedThenGeneratingWhichSurvivesThePeersReports() {
        ScriptedSession scripted = connected();
        scripted.latest().says(new ServerMessage.GenerationStarted());
        scripted.latest().mediaUp();
        scripted.latest().says(new ServerMessage.GenerationEnded(3, "disconnect"));
        scripted.latest().mediaUp();
        settle();
        assertThat(scripted.states()).containsExactly("connecting", "connected", "generating");
    }

    @Test
    void C36_isConnectedInConnectedAndGeneratingOnly() {
        ScriptedSession scripted = new ScriptedSession();
        List<String> seen = new ArrayList<>();
        seen.add(now(scripted));
        new Outcome(scripted.session.connect());
        seen.add(now(scripted));
        scripted.latest().connects();
        seen.add(now(scripted));
        scripted.latest().says(new ServerMessage.GenerationStarted());
        seen.add(now(scripted));
        scripted.latest().drops();
        settle();
        seen.add(now(scripted));
        new Outcome(scripted.session.disconnect());
        seen.add(now(scripted));
        assertThat(seen)
                .containsExactly(
                        "disconnected false",
                        "connecting false",
                        "connected true",
                        "generating true",
                        "reconnecting false",
                        "disconnected false");
    }

    private static String now(ScriptedSession scripted) {
        return scripted.session.connectionState().wireName() + " " + scripted.session.isConnected();
    }

    @ParameterizedTest
    @ValueSource(strings = {"new", "opening", "initial state", "negotiating", "connected", "generating", "waiting"})
    void C42_disconnectClosesEverythingInEveryStateAndIsIdempotent(String when) {
        ScriptedSession scripted = new ScriptedSession();
        Outcome connect = bring(scripted, when);
        Outcome first = new Outcome(scripted.session.disconnect());
        settle();
        Outcome again = new Outcome(scripted.session.disconnect());
        settle();
        assertThat(first.done).isTrue();
        assertThat(again.done).isTrue();
        pass(Duration.ofMinutes(20));
        assertClosed(scripted, when);
        assertThat(scripted.told(SessionEvent.Ended.class)).containsExactly(new SessionEvent.Ended(null));
        assertThat(scripted.told(SessionEvent.ErrorOccurred.class)).isEmpty();
        if (connect != null && !scripted.states().contains("connected")) {
            assertThat(connect.done || connect.error.get() != null).isTrue();
        }
        Outcome command = new Outcome(scripted.session.setPrompt("late"));
        assertThat(command.error.get()).hasMessage("Cannot send message: connection is disconnected");
    }

    @Test
    void C42_disconnectStopsAllTimers() {
        ScriptedSession scripted = connected();
        new Outcome(scripted.session.setPrompt("never acknowledged"));
        new Outcome(scripted.session.disconnect());
        settle();
        int told = scripted.events.size();
        long scheduled = scheduledTasks();
        pass(Duration.ofMinutes(20));
        assertThat(scheduledTasks()).isEqualTo(scheduled); // whatever runs periodically schedules itself again
        assertThat(scripted.events).hasSize(told);
    }

    @Test
    void C42_disconnectLeavesTheCallersSourceToItsOtherSubscribers() {
        Sinks.Many<Integer> camera = Sinks.many().multicast().directBestEffort();
        List<VideoFrame> made = new ArrayList<>();
        Flux<VideoFrame> frames = camera.asFlux().map(number -> {
            made.add(VideoFrame.of(I420Buffer.allocate(2, 2), number));
            return made.get(made.size() - 1);
        });
        LocalVideo local = new LocalVideo(frames, 10, false, e -> {});
        local.start();
        pass(Duration.ofMillis(100));
        List<Integer> other = new ArrayList<>();
        camera.asFlux().subscribe(other::add);
        camera.tryEmitNext(1);
        local.close().block();
        camera.tryEmitNext(2);
        assertThat(other).containsExactly(1, 2);
        assertThat(made).hasSize(1).noneMatch(VideoFrame::isLive);
    }
}
