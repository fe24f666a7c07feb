package io.decart4j.spring.proxy;

import io.decart4j.proxy.SessionGate;
import io.decart4j.proxy.SignalingProxy;
import io.decart4j.proxy.SignalingProxyBuilder;
import io.decart4j.spring.ClientSettings;
import io.decart4j.spring.DecartAutoConfiguration;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;

/**
 * A {@link SignalingProxy} with its routes, in a reactive web application that has a {@link ProxyAuthentication}. Backs off
 * before a proxy, or a gate, of the application's own. No property decides here which beans there are: of an application that is
 * built ahead of time they would be those of the build.
 */
@AutoConfiguration(
        after = DecartAutoConfiguration.class,
        afterName = "org.springframework.boot.data.redis.autoconfigure.DataRedisReactiveAutoConfiguration")
@ConditionalOnBean(ProxyAuthentication.class)
@EnableConfigurationProperties(ProxyProperties.class)
public final class DecartProxyAutoConfiguration {

    /** Where a proxy can be. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
    static class Reactive {

        @Bean
        @ConditionalOnMissingBean
        SignalingProxy decartSignalingProxy(
                ProxyProperties properties,
                ClientSettings settings,
                ProxyAuthentication authentication,
                SessionGate gate,
                ObjectProvider<ProxyCustomizer> customizers) {
            SignalingProxyBuilder builder = SignalingProxy.builder(settings.apiKey(), authentication::authenticate)
                    .allowInsecure(settings.allowInsecure())
                    .httpClient(settings.unpooledHttp())
                    .models(properties.models())
                    .fastMode(properties.fastMode())
                    .unrelayedRooms(properties.unrelayedRooms())
                    .limits(ProxySettings.limits(properties.limits()))
                    .gate(gate);
            ProxySettings.reading("decart.proxy", () -> builder.queryParameters(properties.queryParameters()));
            settings.realtimeBaseUrl().ifPresent(builder::realtimeBaseUrl);
            customizers.orderedStream().forEach(customizer -> customizer.customize(builder));
            return settings.reading(builder::build);
        }

        @Bean
        RouterFunction<ServerResponse> decartSignalingProxyRoutes(SignalingProxy proxy) {
            return proxy.routes();
        }

        @Bean
        SmartLifecycle decartSignalingProxyLifecycle(SignalingProxy proxy, ClientSettings settings) {
            return settings.lifecycle("The signaling proxy", proxy.disposeLater(), proxy::resume);
        }

        /** Not lazy: what cannot be counted has to stop the start. */
        @Bean
        @Lazy(false)
        @ConditionalOnMissingBean(SessionGate.class)
        SessionGate decartSessionGate(
                ProxyProperties properties, ClientSettings settings, ConfigurableListableBeanFactory beans) {
            return GateStore.gate(properties.gate(), settings, beans);
        }
    }

    /** Where it would be silently absent. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
    static class Servlets {

        @Bean
        @Lazy(false)
        SmartInitializingSingleton decartSignalingProxyInServlets() {
            throw ClientSettings.conflict(
                    "spring.main.web-application-type",
                    "is servlet here, and the signaling proxy, which a ProxyAuthentication asks for, takes reactive",
                    "Serve with WebFlux on Reactor Netty: spring.main.web-application-type=reactive, or remove the"
                            + " starter of Spring MVC. Without a proxy remove the ProxyAuthentication bean.");
        }
    }
}
