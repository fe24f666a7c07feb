package io.decart4j.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.error.ErrorCode;
import io.decart4j.error.ServerException;
import io.decart4j.message.ServerMessage;
import io.decart4j.reactor.micrometer.ObservationInstrumentation;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.tck.TestObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistryAssert;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import reactor.util.context.Context;

/** One observation a session, with the events and the end of that session. */
class ObservationInstrumentationTest extends ScriptedTest {

    private final TestObservationRegistry registry = TestObservationRegistry.create();
    private final List<String> events = new CopyOnWriteArrayList<>();
    private final ScriptedSession scripted =
            ScriptedSession.watched("lucy-2.1", new ObservationInstrumentation(registry));

    ObservationInstrumentationTest() {
        registry.observationConfig().observationHandler(new Events());
    }

    @Test
    void isStartedAtConnectAndStoppedAtTheEnd() {
        TestObservationRegistryAssert.assertThat(registry).doesNotHaveAnyObservation();
        connected(scripted);
        TestObservationRegistryAssert.assertThat(registry)
                .hasObservationWithNameEqualTo("decart.session")
                .that()
                .hasBeenStarted()
                .isNotStopped()
                .hasLowCardinalityKeyValue("model", "lucy-2.1");
        scripted.latest().drops();
        settle();
        scripted.latest().connects();
        scripted.latest().says(new ServerMessage.GenerationStarted());
        scripted.session.disconnect().subscribe();
        settle();
        TestObservationRegistryAssert.assertThat(registry)
                .hasNumberOfObservationsEqualTo(1)
                .hasObservationWithNameEqualTo("decart.session")
                .that()
                .hasBeenStopped()
                .doesNotHaveError();
        assertThat(events)
                .containsExactly("connecting", "connected", "reconnecting", "connected", "generating", "disconnected");
    }

    @Test
    void aFaultIsItsError() {
        new Outcome(scripted.session.connect());
        scripted.latest().opened();
        scripted.latest().says(new ServerMessage.ErrorMessage("unauthorized"));
        settle();
        TestObservationRegistryAssert.assertThat(registry)
                .hasObservationWithNameEqualTo("decart.session")
                .that()
                .hasBeenStopped()
                .thenError()
                .isInstanceOfSatisfying(
                        ServerException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.WEBRTC_SERVER_ERROR));
    }

    @Test
    void itsParentIsInTheContextOfTheSubscriber() {
        Observation parent = Observation.start("request", registry);
        new Outcome(scripted.session.connect().contextWrite(Context.of("micrometer.observation", parent)));
        settle();
        TestObservationRegistryAssert.assertThat(registry)
                .hasObservationWithNameEqualTo("decart.session")
                .that()
                .hasParentObservationEqualTo(parent);
        parent.stop();
    }

    private final class Events implements ObservationHandler<Observation.Context> {
        @Override
        public void onEvent(Observation.Event event, Observation.Context context) {
            events.add(event.getName());
        }

        @Override
        public boolean supportsContext(Observation.Context context) {
            return "decart.session".equals(context.getName());
        }
    }
}
