package io.decart4j.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.reactor.DecartClient;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.contributor.CompositeReactiveHealthContributor;
import org.springframework.boot.health.contributor.ReactiveHealthContributor;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** An application with two accounts, neither of which is the one. */
class SeveralClientsTest {

    @Configuration(proxyBeanMethods = false)
    static class TwoAccounts {
        @Bean
        DecartClient shop() {
            return DecartClient.builder().apiKey("dct_shop").build();
        }

        @Bean
        DecartClient stage() {
            return DecartClient.builder()
                    .apiKey("dct_stage")
                    .realtimeBaseUrl("wss://stage.example.com")
                    .build();
        }
    }

    private final ApplicationContextRunner runner = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(
                    DecartMetricsAutoConfiguration.class,
                    DecartAutoConfiguration.class,
                    DecartHealthAutoConfiguration.class))
            .withUserConfiguration(TwoAccounts.class);

    @Test
    void healthTellsOfEachUnderItsName() {
        runner.run(context -> {
            assertThat(context).hasNotFailed().hasSingleBean(SessionDefaults.class);
            CompositeReactiveHealthContributor health =
                    (CompositeReactiveHealthContributor) context.getBean(ReactiveHealthContributor.class);
            List<String> told = new ArrayList<>();
            health.forEach(entry -> told.add(entry.name() + " " + client(entry.contributor())));
            assertThat(told)
                    .containsExactlyInAnyOrder(
                            "shop DecartClient[wss://api.decart.ai]", "stage DecartClient[wss://stage.example.com]");
        });
    }

    private static Object client(ReactiveHealthContributor contributor) {
        ReactiveHealthIndicator indicator = (ReactiveHealthIndicator) contributor;
        return String.valueOf(
                indicator.health().blockOptional().orElseThrow().getDetails().get("client"));
    }
}
