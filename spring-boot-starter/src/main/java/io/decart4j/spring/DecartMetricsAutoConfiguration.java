package io.decart4j.spring;

import io.decart4j.reactor.DecartClient;
import io.decart4j.reactor.micrometer.MeterInstrumentation;
import io.decart4j.reactor.micrometer.ObservationInstrumentation;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnSingleCandidate;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Measures the auto-configured client's sessions with the application's registries, where it has any. What is not wanted
 * is turned off where Boot does it: {@code management.metrics.enable.decart}, {@code
 * management.observations.enable.decart}.
 */
@AutoConfiguration(
        before = DecartAutoConfiguration.class,
        afterName = {
            "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration",
            "org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration"
        })
@ConditionalOnClass(DecartClient.class)
public final class DecartMetricsAutoConfiguration {

    /** Apart, because an application may have one library without the other. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(MeterRegistry.class)
    @ConditionalOnSingleCandidate(MeterRegistry.class)
    static final class Meters {

        @Bean
        @ConditionalOnMissingBean
        MeterInstrumentation decartMeterInstrumentation(MeterRegistry registry) {
            return new MeterInstrumentation(registry);
        }

        @Bean
        DecartClientCustomizer decartMeterCustomizer(MeterInstrumentation instrumentation) {
            return builder -> builder.instrumentation(instrumentation);
        }
    }

    /** Observations, which a tracer makes spans of. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(ObservationRegistry.class)
    @ConditionalOnSingleCandidate(ObservationRegistry.class)
    static final class Observations {

        @Bean
        @ConditionalOnMissingBean
        ObservationInstrumentation decartObservationInstrumentation(ObservationRegistry registry) {
            return new ObservationInstrumentation(registry);
        }

        @Bean
        DecartClientCustomizer decartObservationCustomizer(ObservationInstrumentation instrumentation) {
            return builder -> builder.instrumentation(instrumentation);
        }
    }
}
