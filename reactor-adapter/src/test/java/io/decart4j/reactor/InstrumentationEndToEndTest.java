package io.decart4j.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.event.ConnectionState;
import io.decart4j.event.SessionEvent;
import io.decart4j.input.InitialState;
import io.decart4j.reactor.micrometer.MeterInstrumentation;
import io.decart4j.reactor.micrometer.ObservationInstrumentation;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.tck.TestObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistryAssert;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The meters of a real session with real video, a command and a cut. */
class InstrumentationEndToEndTest {

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final TestObservationRegistry observations = TestObservationRegistry.create();

    @Test
    void aSessionAndItsViewerAreMeasured() {
        try (Studio studio = new Studio();
                DecartClient client = measured(studio)) {
            RealtimeSession session = Objects.requireNonNull(client.realtime()
                    .connect(studio.options().initialState(InitialState.none()).build())
                    .block(Studio.PATIENCE));
            RealtimeViewer viewer = Objects.requireNonNull(
                    client.realtime().subscribe(awaitToken(session)).block(Studio.PATIENCE));
            session.setPrompt("noir").block(Studio.PATIENCE);
            Studio.awaitPicture(session, Studio::isNoir);
            session.events()
                    .filter(event -> event instanceof SessionEvent.GenerationTick tick && tick.seconds() > 0)
                    .blockFirst(Studio.PATIENCE);
            awaitOpen("lucy-2.1", 1);
            awaitOpen("viewer", 1);
            viewer.disconnect().block(Studio.PATIENCE);
            awaitOpen("viewer", 0);

            Mono<SessionEvent> again = session.events()
                    .skipUntil(SessionEvent.Reconnecting.class::isInstance)
                    .filter(event -> event.equals(new SessionEvent.ConnectionChange(ConnectionState.GENERATING)))
                    .next()
                    .cache();
            again.subscribe();
            studio.server.faults().drop();
            again.block(Studio.PATIENCE);
            session.disconnect().block(Studio.PATIENCE);

            awaitOpen("lucy-2.1", 0);
            assertThat(meters.get("decart.reconnects").counter().count()).isPositive();
            assertThat(meters.get("decart.connect")
                            .tags("model", "lucy-2.1", "outcome", "success")
                            .timer()
                            .count())
                    .isEqualTo(1);
            assertThat(meters.get("decart.commands")
                            .tag("kind", "prompt")
                            .timer()
                            .count())
                    .isEqualTo(1);
            assertThat(frames("sent")).isEqualTo((double) session.counters().framesSent());
            assertThat(frames("received")).isPositive();
            assertThat(meters.get("decart.generation")
                            .tag("model", "lucy-2.1")
                            .counter()
                            .count())
                    .isPositive();
        }
        TestObservationRegistryAssert.assertThat(observations)
                .hasNumberOfObservationsWithNameEqualTo("decart.session", 2)
                .forAllObservationsWithNameEqualTo("decart.session", each -> each.doesNotHaveError());
    }

    private DecartClient measured(Studio studio) {
        return DecartClient.builder()
                .apiKey(studio.server.apiKey())
                .realtimeBaseUrl(studio.server.realtimeUrl())
                .instrumentation(new MeterInstrumentation(meters))
                .instrumentation(new ObservationInstrumentation(observations))
                .build();
    }

    private static String awaitToken(RealtimeSession session) {
        return Objects.requireNonNull(session.events()
                .ofType(SessionEvent.SessionStarted.class)
                .mapNotNull(SessionEvent.SessionStarted::subscribeToken)
                .blockFirst(Studio.PATIENCE));
    }

    /** Instrumentations are told on a thread of their own, and a session does not wait for them. */
    private void awaitOpen(String model, int sessions) {
        Flux.interval(Duration.ofMillis(5))
                .takeUntil(tick -> open(model) == sessions)
                .blockLast(Studio.PATIENCE);
    }

    private double open(String model) {
        return meters.get("decart.sessions.open").tag("model", model).gauge().value();
    }

    private double frames(String what) {
        return meters.get("decart.frames." + what)
                .tag("model", "lucy-2.1")
                .functionCounter()
                .count();
    }
}
