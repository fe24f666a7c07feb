package io.decart4j.spring;

import io.decart4j.reactor.DecartClient;
import io.decart4j.webrtc.NativeLibraries;
import java.util.Map;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.SimpleAutowireCandidateResolver;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.CompositeReactiveHealthContributor;
import org.springframework.boot.health.contributor.ReactiveHealthContributor;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;
import reactor.core.publisher.Mono;

/**
 * Tells health of a {@link DecartClient}, where the application has both; of several clients under the names of their beans, as
 * {@code decart/NAME}.
 */
@AutoConfiguration(after = DecartAutoConfiguration.class)
@ConditionalOnClass(ReactiveHealthContributor.class)
@ConditionalOnEnabledHealthIndicator("decart")
@ConditionalOnBean(DecartClient.class)
public final class DecartHealthAutoConfiguration {

    private static final String QUOTA = "management.health.decart.quota";

    @Bean
    @ConditionalOnMissingBean(name = {"decartHealthIndicator", "decartHealthContributor"})
    ReactiveHealthContributor decartHealthContributor(ConfigurableListableBeanFactory beans, Environment environment) {
        boolean quota = environment.getProperty(QUOTA, Boolean.class, false);
        Map<String, DecartClient> clients =
                SimpleAutowireCandidateResolver.resolveAutowireCandidates(beans, DecartClient.class);
        return clients.size() == 1
                ? indicator(clients.values().iterator().next(), quota)
                : CompositeReactiveHealthContributor.fromMap(clients, client -> indicator(client, quota));
    }

    private static DecartHealthIndicator indicator(DecartClient client, boolean quota) {
        return new DecartHealthIndicator(
                client.toString(),
                NativeLibraries::missing,
                quota ? Mono.defer(() -> client.realtime().quota()) : Mono.empty());
    }
}
