package io.decart4j.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.proxy.Caller;
import io.decart4j.proxy.SessionGate;
import io.decart4j.proxy.Turn;
import io.decart4j.reactor.DecartClient;
import io.decart4j.spring.proxy.DecartProxyAutoConfiguration;
import io.decart4j.spring.proxy.ProxyAuthentication;
import io.decart4j.testkit.LocalDecartServer;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.ReactiveHealthContributor;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.assertj.AssertableReactiveWebApplicationContext;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** The service's limit of sessions, asked over HTTP, in an application that wants to know it. */
class ServiceQuotaTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static ReactiveWebApplicationContextRunner application(LocalDecartServer server) {
        return new ReactiveWebApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(
                        DecartAutoConfiguration.class,
                        DecartHealthAutoConfiguration.class,
                        DecartProxyAutoConfiguration.class))
                .withBean(ProxyAuthentication.class, () -> request -> Mono.just(Caller.named("ann")))
                .withPropertyValues(
                        "decart.api-key=" + server.apiKey(),
                        "decart.base-url=" + server.httpUrl(),
                        "decart.realtime-base-url=" + server.realtimeUrl());
    }

    private static Health health(AssertableReactiveWebApplicationContext context) {
        ReactiveHealthIndicator indicator = (ReactiveHealthIndicator) context.getBean(ReactiveHealthContributor.class);
        return Objects.requireNonNull(indicator.health(true).block(PATIENCE));
    }

    @Test
    void healthTellsItWhenItIsAskedTo() {
        try (LocalDecartServer server =
                LocalDecartServer.builder().concurrencyLimit(3).start()) {
            application(server)
                    .withPropertyValues("management.health.decart.quota=true")
                    .run(context -> assertThat(health(context).getDetails())
                            .containsEntry("quota", Map.of("limit", 3, "active", 0, "remaining", 3)));
            application(server)
                    .run(context -> assertThat(health(context).getDetails()).doesNotContainKey("quota"));
        }
    }

    @Test
    void aServiceThatDoesNotTellItIsNoReasonToBeDown() {
        try (LocalDecartServer server = LocalDecartServer.start()) {
            application(server)
                    .withPropertyValues("management.health.decart.quota=true", "decart.api-key=dct_of_nobody")
                    .run(context -> {
                        Health health = health(context);
                        assertThat(health.getStatus()).isEqualTo(Status.UP);
                        assertThat(String.valueOf(health.getDetails().get("quota")))
                                .startsWith("not told: ")
                                .contains("401")
                                .doesNotContain("dct_of_nobody");
                    });
        }
    }

    @Test
    void theGateTakesItAsItsOwn() {
        try (LocalDecartServer server =
                LocalDecartServer.builder().concurrencyLimit(1).start()) {
            application(server)
                    .withPropertyValues(
                            "decart.proxy.gate.store=memory",
                            "decart.proxy.gate.total=5",
                            "decart.proxy.gate.service-limit=true")
                    .run(context -> {
                        SessionGate gate = context.getBean(SessionGate.class);
                        Flux<Turn> second = gate.enter("bob");
                        StepVerifier.create(gate.enter("ann"))
                                .expectNext(new Turn.Admitted())
                                .then(() -> StepVerifier.create(second)
                                        .expectNext(new Turn.Waiting(1, 1))
                                        .thenCancel()
                                        .verify(PATIENCE))
                                .thenCancel()
                                .verify(PATIENCE);
                    });
        }
    }

    @Test
    void aGateWithoutAClientToAskStopsTheStart() {
        try (LocalDecartServer server = LocalDecartServer.start()) {
            application(server)
                    .withPropertyValues("decart.proxy.gate.store=memory", "decart.proxy.gate.service-limit=true")
                    .withBean("one", DecartClient.class, () -> client(server))
                    .withBean("other", DecartClient.class, () -> client(server))
                    .run(context -> assertThat(context)
                            .hasFailed()
                            .getFailure()
                            .rootCause()
                            .hasMessageContaining("decart.proxy.gate.service-limit")
                            .hasMessageContaining("not exactly one DecartClient"));
        }
    }

    private static DecartClient client(LocalDecartServer server) {
        return DecartClient.builder().apiKey(server.apiKey()).build();
    }
}
