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

/**
 * Tells health of a {@link DecartClient}, where the application has both; of several clients under the names of their beans, as
 * {@code decart/NAME}.
 */
@AutoConfiguration(after = DecartAutoConfiguration.class)
@ConditionalOnClass(ReactiveHealthContributor.class)
@ConditionalOnEnabledHealthIndicator("decart")
@ConditionalOnBean(DecartClient.class)
public final class DecartHealthAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean(name = {"decartHealthIndicator", "decartHealthContributor"})
    ReactiveHealthContributor decartHealthContributor(ConfigurableListableBeanFactory beans) {
        Map<String, DecartClient> clients =
                SimpleAutowireCandidateResolver.resolveAutowireCandidates(beans, DecartClient.class);
        return clients.size() == 1
                ? indicator(clients.values().iterator().next())
                : CompositeReactiveHealthContributor.fromMap(clients, DecartHealthAutoConfiguration::indicator);
    }

    private static DecartHealthIndicator indicator(DecartClient client) {
        return new DecartHealthIndicator(client.toString(), NativeLibraries::missing);
    }
}
