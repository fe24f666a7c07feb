package io.decart4j.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.decart4j.model.RealtimeModels;
import io.decart4j.reactor.ConnectOptions;
import io.decart4j.reactor.DecartClient;
import io.decart4j.reactor.ReconnectPolicy;
import io.decart4j.reactor.micrometer.MeterInstrumentation;
import io.decart4j.reactor.micrometer.ObservationInstrumentation;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistryAssert;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import reactor.core.publisher.Flux;

/** Whose registries measure the client, and when none do. */
class DecartMetricsAutoConfigurationTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final TestObservationRegistry observations = TestObservationRegistry.create();

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(
                    AutoConfigurations.of(DecartMetricsAutoConfiguration.class, DecartAutoConfiguration.class))
            // Nobody listens there: a session that fails is measured as well.
            .withPropertyValues(
                    "decart.api-key=dct_one",
                    "decart.realtime-base-url=ws://127.0.0.1:1",
                    "decart.reconnect.retries=0");

    @Test
    void theRegistriesOfTheApplicationMeasureTheClient() {
        runner.withBean(MeterRegistry.class, () -> meters)
                .withBean(ObservationRegistry.class, () -> observations)
                .run(context -> {
                    failToConnect(context.getBean(DecartClient.class));
                    awaitConnects();
                    await(() -> TestObservationRegistryAssert.assertThat(observations)
                            .hasObservationWithNameEqualTo("decart.session")
                            .that()
                            .hasBeenStopped()
                            .hasError());
                });
    }

    @Test
    void oneRegistryIsEnough() {
        runner.withBean(MeterRegistry.class, () -> meters).run(context -> {
            assertThat(context).doesNotHaveBean(ObservationInstrumentation.class);
            failToConnect(context.getBean(DecartClient.class));
            awaitConnects();
        });
    }

    @Test
    void withoutRegistriesNothingIsMeasured() {
        runner.run(context -> assertThat(context)
                .hasSingleBean(DecartClient.class)
                .doesNotHaveBean(MeterInstrumentation.class)
                .doesNotHaveBean(ObservationInstrumentation.class));
    }

    @Test
    void theLibrariesMayBeAbsent() {
        runner.withClassLoader(new FilteredClassLoader("io.micrometer.core"))
                .withBean(ObservationRegistry.class, () -> observations)
                .run(context -> assertThat(context)
                        .hasNotFailed()
                        .hasSingleBean(DecartClient.class)
                        .hasSingleBean(ObservationInstrumentation.class));
        runner.withClassLoader(new FilteredClassLoader("io.micrometer"))
                .run(context -> assertThat(context).hasNotFailed().hasSingleBean(DecartClient.class));
    }

    @Test
    void anInstrumentationOfTheApplicationTakesItsPlace() {
        MeterInstrumentation own = new MeterInstrumentation(meters);
        runner.withBean(MeterRegistry.class, SimpleMeterRegistry::new)
                .withBean(MeterInstrumentation.class, () -> own)
                .run(context -> {
                    failToConnect(context.getBean(DecartClient.class));
                    awaitConnects();
                });
    }

    private void awaitConnects() {
        await(() -> assertThat(connects()).isEqualTo(1));
    }

    /** Instrumentations are told on a thread of their own, and a session does not wait for them. */
    private static void await(ThrowingCallable assertion) {
        Flux.interval(Duration.ofMillis(5))
                .takeUntil(tick -> catchThrowable(assertion) == null)
                .take(PATIENCE)
                .blockLast();
        assertThatCode(assertion).doesNotThrowAnyException();
    }

    private double connects() {
        return meters.get("decart.connect")
                .tags("model", "lucy-2.1", "outcome", "webrtc_websocket_error")
                .timer()
                .count();
    }

    private static void failToConnect(DecartClient client) {
        client.realtime()
                .connect(ConnectOptions.builder(RealtimeModels.LUCY_2_1)
                        .reconnect(ReconnectPolicy.NONE)
                        .build())
                .onErrorComplete()
                .block(PATIENCE);
    }
}
