package io.decart4j.spring.proxy;

import io.decart4j.proxy.GateLimits;
import io.decart4j.proxy.InMemoryGate;
import io.decart4j.proxy.SessionGate;
import io.decart4j.proxy.SignalingProxy;
import io.decart4j.proxy.SignalingProxyBuilder;
import io.decart4j.proxy.redis.RedisGate;
import io.decart4j.proxy.redis.RedisGateOptions;
import io.decart4j.proxy.redis.WithoutRedis;
import io.decart4j.spring.ClientSettings;
import io.decart4j.spring.DecartAutoConfiguration;
import java.time.Duration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;

/**
 * A {@link SignalingProxy} with its routes, in a reactive web application that has a {@link ProxyAuthentication}. Backs off
 * before a proxy, or a gate, of the application's own.
 */
@AutoConfiguration(
        after = DecartAutoConfiguration.class,
        afterName = "org.springframework.boot.data.redis.autoconfigure.DataRedisReactiveAutoConfiguration")
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
@ConditionalOnBean(ProxyAuthentication.class)
@EnableConfigurationProperties(ProxyProperties.class)
public final class DecartProxyAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    SignalingProxy decartSignalingProxy(
            ProxyProperties properties,
            ClientSettings settings,
            ProxyAuthentication authentication,
            ObjectProvider<SessionGate> gate,
            ObjectProvider<ProxyCustomizer> customizers) {
        SignalingProxyBuilder builder = SignalingProxy.builder(settings.apiKey(), authentication::authenticate)
                .allowInsecure(settings.allowInsecure())
                .httpClient(settings.unpooledHttp())
                .models(properties.models())
                .queryParameters(properties.queryParameters())
                .limits(ProxySettings.limits(properties.limits()));
        settings.realtimeBaseUrl().ifPresent(builder::realtimeBaseUrl);
        gate.ifAvailable(builder::gate);
        customizers.orderedStream().forEach(customizer -> customizer.customize(builder));
        return settings.reading(builder::build);
    }

    @Bean
    RouterFunction<ServerResponse> decartSignalingProxyRoutes(SignalingProxy proxy) {
        return proxy.routes();
    }

    @Bean
    SmartLifecycle decartSignalingProxyLifecycle(SignalingProxy proxy, ClientSettings settings) {
        return settings.lifecycle("The signaling proxy", proxy.dispose());
    }

    @Bean
    @ConditionalOnMissingBean(SessionGate.class)
    @ConditionalOnProperty(name = "decart.proxy.gate.store", havingValue = "memory")
    SessionGate decartSessionGate(ProxyProperties properties) {
        return new InMemoryGate(ProxySettings.gate(properties.gate()));
    }

    /** The gate that instances share. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(ReactiveStringRedisTemplate.class)
    @ConditionalOnProperty(name = "decart.proxy.gate.store", havingValue = "redis")
    static class Redis {

        @Bean
        @ConditionalOnMissingBean(SessionGate.class)
        SessionGate decartRedisSessionGate(ProxyProperties properties, ReactiveStringRedisTemplate redis) {
            ProxyProperties.Gate gate = properties.gate();
            GateLimits limits = ProxySettings.gate(gate);
            RedisGateOptions options = ProxySettings.reading(
                    "decart.proxy.gate",
                    () -> new RedisGateOptions(
                            gate.prefix(),
                            gate.lifetime(),
                            Duration.ofMillis(250),
                            Duration.ofSeconds(2),
                            WithoutRedis.valueOf(gate.withoutRedis().name())));
            return new RedisGate(redis, limits, options);
        }
    }
}
