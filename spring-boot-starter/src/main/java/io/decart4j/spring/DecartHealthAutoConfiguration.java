package io.decart4j.spring;

import io.decart4j.reactor.DecartClient;
import io.decart4j.webrtc.NativeLibraries;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.ReactiveHealthIndicator;
import org.springframework.context.annotation.Bean;

/** Tells health of a {@link DecartClient}, where the application has both. */
@AutoConfiguration(after = DecartAutoConfiguration.class)
@ConditionalOnClass(ReactiveHealthIndicator.class)
@ConditionalOnEnabledHealthIndicator("decart")
@ConditionalOnBean(DecartClient.class)
public final class DecartHealthAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean(name = "decartHealthIndicator")
    ReactiveHealthIndicator decartHealthIndicator(DecartClient client) {
        return new DecartHealthIndicator(client.toString(), NativeLibraries::missing);
    }
}
