package io.decart4j.spring;

import io.decart4j.reactor.DecartClient;
import io.decart4j.webrtc.WebRtcRuntime;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.Environment;
import org.springframework.http.client.ReactorResourceFactory;
import reactor.core.publisher.Mono;

/**
 * A {@link DecartClient} from the properties under {@code decart}, with the life cycle of the context. Backs off before a
 * client of the application's own, and with {@code decart.client.enabled=false}.
 */
@AutoConfiguration(
        afterName = "org.springframework.boot.reactor.netty.autoconfigure.NettyReactiveWebServerAutoConfiguration")
@ConditionalOnClass(DecartClient.class)
@EnableConfigurationProperties(DecartProperties.class)
public final class DecartAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    SessionDefaults decartSessionDefaults(DecartProperties properties) {
        return SessionDefaults.of(properties);
    }

    @Bean
    ClientSettings decartClientSettings(
            DecartProperties properties, Environment environment, ObjectProvider<ReactorResourceFactory> resources) {
        return new ClientSettings(properties, environment, resources.getIfUnique());
    }

    /** Not lazy, or nobody would look. */
    @Bean
    @Lazy(false)
    ClientSwitch decartClientSwitch(
            DecartProperties properties, Environment environment, ConfigurableListableBeanFactory beans) {
        return ClientSwitch.checked(properties, environment, beans);
    }

    /** The client and the one who ends it. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnMissingBean(DecartClient.class)
    @ConditionalOnProperty(name = ClientSwitch.PROPERTY, matchIfMissing = true)
    static final class Client {

        // Its life cycle disposes it, within a bound; close() would wait without one.
        @Bean(destroyMethod = "")
        DecartClient decartClient(
                DecartProperties properties,
                Environment environment,
                ObjectProvider<ReactorResourceFactory> resources,
                ObjectProvider<DecartClientCustomizer> customizers) {
            if (properties.requireMedia()) {
                loadMedia();
            }
            DecartClient.Builder builder = ClientFactory.builder(properties, environment, resources.getIfUnique());
            customizers.orderedStream().forEach(customizer -> customizer.customize(builder));
            return DecartPropertyException.reading("decart", builder::build);
        }

        @Bean
        DecartLifecycle decartClientLifecycle(DecartClient decartClient, DecartProperties properties) {
            return new DecartLifecycle(
                    "The Decart client",
                    decartClient.suspend(),
                    decartClient::resume,
                    decartClient.disposeLater(),
                    ClientSettings.shutdownTimeout(properties));
        }

        /** Loads the library, which fails with what is missing and how to install it. */
        private static void loadMedia() {
            Mono.usingWhen(
                            Mono.fromSupplier(WebRtcRuntime::create),
                            WebRtcRuntime::videoSendCodecs,
                            WebRtcRuntime::disposeLater)
                    .block();
        }
    }
}
