package io.decart4j.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.error.ConnectionException;
import io.decart4j.error.MediaException;
import io.decart4j.event.SessionEvent;
import io.decart4j.input.ImageSource;
import io.decart4j.message.ServerMessage;
import io.decart4j.reactor.micrometer.MeterInstrumentation;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.scheduler.Schedulers;

/** What sessions leave in the meters, in virtual time, which is the registry's too. */
class MeterInstrumentationTest extends ScriptedTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry(SimpleConfig.DEFAULT, new VirtualClock());
    private final MeterInstrumentation instrumentation = new MeterInstrumentation(registry);

    @Test
    void sessionsAreOpenFromConnectToTheirEnd() {
        ScriptedSession one = session();
        assertThat(registry.getMeters()).isEmpty();
        ScriptedSession two = session();
        connected(one);
        connected(two);
        assertThat(open()).isEqualTo(2);
        one.session.disconnect().subscribe();
        settle();
        assertThat(open()).isEqualTo(1);
        two.latest().says(new ServerMessage.GenerationEnded(1, "timeout"));
        settle();
        assertThat(open()).isZero();
    }

    @Test
    void theTimeToConnectHasTheRetriesInIt() {
        ScriptedSession scripted = session();
        new Outcome(scripted.session.connect());
        scripted.latest().refused(ConnectionException.failed("not now", null));
        pass(Duration.ofSeconds(1));
        scripted.latest().connects();
        settle();
        scripted.latest().says(new ServerMessage.GenerationStarted());
        Timer timer = registry.get("decart.connect").tag("outcome", "success").timer();
        assertThat(timer.count()).isEqualTo(1);
        assertThat(timer.totalTime(TimeUnit.MILLISECONDS)).isEqualTo(1000);
        assertThat(reconnects("webrtc_websocket_error")).isEqualTo(1);
    }

    @Test
    void anEndBeforeThatHasItsCode() {
        ScriptedSession refused = session();
        new Outcome(refused.session.connect());
        refused.latest().opened();
        refused.latest().says(new ServerMessage.ErrorMessage("invalid api key dct_secret"));
        settle();
        ScriptedSession given = session();
        Disposable connect = given.session.connect().subscribe();
        connect.dispose();
        settle();
        assertThat(connects("webrtc_server_error")).isEqualTo(1);
        assertThat(connects("cancelled")).isEqualTo(1);
        assertThat(open()).isZero();
    }

    @Test
    void lossesAreCountedByTheirCause() {
        ScriptedSession scripted = connected(session());
        scripted.latest().drops();
        settle();
        scripted.latest().connects();
        settle();
        scripted.latest().mediaLost(MediaException.lost("ICE connection failed"));
        noReasonComes();
        assertThat(reconnects("webrtc_websocket_error")).isEqualTo(1);
        assertThat(reconnects("webrtc_ice_error")).isEqualTo(1);
    }

    @Test
    void commandsHaveKindOutcomeAndTime() {
        ScriptedSession scripted = session();
        new Outcome(scripted.session.setPrompt("too early"));
        connected(scripted);
        new Outcome(scripted.session.setPrompt("a secret"));
        pass(Duration.ofMillis(70));
        scripted.latest().accepts();
        new Outcome(scripted.session.setPrompt("b"));
        scripted.latest().says(new ServerMessage.PromptAck("b", false, "no"));
        scripted.session.setPrompt("c").subscribe().dispose();
        new Outcome(scripted.session.setImage(ImageSource.clear()));
        pass(Duration.ofMinutes(1));
        Timer accepted = commands("prompt", "success");
        assertThat(accepted.count()).isEqualTo(1);
        assertThat(accepted.totalTime(TimeUnit.MILLISECONDS)).isEqualTo(70);
        assertThat(commands("prompt", "rejected").count()).isEqualTo(1);
        assertThat(commands("prompt", "cancelled").count()).isEqualTo(1);
        assertThat(commands("image", "timed_out").count()).isEqualTo(1);
        assertThat(registry.find("decart.commands")
                        .tag("outcome", "not_connected")
                        .timer())
                .as("not a session yet when it came")
                .isNull();
    }

    @Test
    void generationTimeGoesOnOverServerSessions() {
        ScriptedSession scripted = connected(session());
        scripted.latest().says(new ServerMessage.SessionId("s1", "", 0));
        scripted.latest().says(new ServerMessage.GenerationStarted());
        scripted.latest().says(new ServerMessage.GenerationTick(2), new ServerMessage.GenerationTick(5));
        scripted.latest().says(new ServerMessage.GenerationTick(5), new ServerMessage.GenerationTick(3));
        assertThat(generated()).isEqualTo(5);
        scripted.latest().drops();
        settle();
        scripted.latest().connects();
        scripted.latest().says(new ServerMessage.GenerationTick(4), new ServerMessage.SessionId("s2", "", 0));
        scripted.latest().says(new ServerMessage.GenerationTick(6), new ServerMessage.GenerationEnded(7.5, "timeout"));
        settle();
        assertThat(generated()).isEqualTo(12.5);
    }

    @Test
    void framesAreSummedOverSessionsAndKeptAfterTheirEnd() {
        ScriptedSession one = connected(session());
        ScriptedSession two = connected(session());
        one.counters = new MediaCounters(10, 20, 1, 2, 640, 360);
        two.counters = new MediaCounters(100, 200, 10, 20, 640, 360);
        assertThat(frames("decart.frames.sent")).isEqualTo(110);
        one.session.disconnect().subscribe();
        settle();
        one.counters = new MediaCounters(0, 0, 0, 0, 0, 0);
        two.counters = new MediaCounters(101, 201, 11, 21, 640, 360);
        assertThat(frames("decart.frames.sent")).isEqualTo(111);
        assertThat(frames("decart.frames.received")).isEqualTo(221);
        assertThat(frames("decart.frames.dropped", "direction", "out")).isEqualTo(12);
        assertThat(frames("decart.frames.dropped", "direction", "in")).isEqualTo(23);
    }

    @Test
    void noTagHasWordsOfAnybody() {
        ScriptedSession own = connected(ScriptedSession.watched("user-17's own", instrumentation));
        new Outcome(own.session.setPrompt("a secret"));
        own.latest().says(new ServerMessage.PromptAck("a secret", false, "a secret is refused"));
        own.latest().closes(1011, "a secret reason");
        settle();
        own.session.disconnect().subscribe();
        settle();
        List<Tag> tags = registry.getMeters().stream()
                .map(Meter::getId)
                .flatMap(id -> id.getTags().stream())
                .toList();
        assertThat(tags).extracting(Tag::getKey).containsOnly("model", "kind", "outcome", "cause", "direction");
        assertThat(tags)
                .extracting(Tag::getValue)
                .containsOnly("custom", "prompt", "rejected", "success", "webrtc_websocket_error", "in", "out");
    }

    @Test
    void aFaultyInstrumentationDoesNotDisturbTheSessionOrTheOthers() {
        SessionInstrumentation unusable = (model, counters, context) -> {
            throw new IllegalStateException("out of order");
        };
        SessionInstrumentation breaking = (model, counters, context) -> new SessionInstrumentation.Watch() {
            @Override
            public void event(SessionEvent event) {
                throw new IllegalStateException("out of order");
            }

            @Override
            public void command(String kind, String outcome, Duration took) {
                throw new IllegalStateException("out of order");
            }
        };
        ScriptedSession scripted = connected(ScriptedSession.watched("lucy-2.1", unusable, breaking, instrumentation));
        Outcome prompt = new Outcome(scripted.session.setPrompt("a"));
        scripted.latest().accepts();
        settle();
        assertThat(prompt.done).isTrue();
        assertThat(commands("prompt", "success").count()).isEqualTo(1);
        assertThat(scripted.states()).containsExactly("connecting", "connected");
    }

    private ScriptedSession session() {
        return ScriptedSession.watched("lucy-2.1", instrumentation);
    }

    private double open() {
        return registry.get("decart.sessions.open")
                .tag("model", "lucy-2.1")
                .gauge()
                .value();
    }

    private long connects(String outcome) {
        return registry.get("decart.connect").tag("outcome", outcome).timer().count();
    }

    private double reconnects(String cause) {
        return registry.get("decart.reconnects").tag("cause", cause).counter().count();
    }

    private Timer commands(String kind, String outcome) {
        return registry.get("decart.commands")
                .tags("kind", kind, "outcome", outcome)
                .timer();
    }

    private double generated() {
        return registry.get("decart.generation").counter().count();
    }

    private double frames(String name, String... tags) {
        return registry.get(name).tags(tags).functionCounter().count();
    }

    private static final class VirtualClock implements Clock {
        @Override
        public long wallTime() {
            return Schedulers.parallel().now(TimeUnit.MILLISECONDS);
        }

        @Override
        public long monotonicTime() {
            return Schedulers.parallel().now(TimeUnit.NANOSECONDS);
        }
    }
}
