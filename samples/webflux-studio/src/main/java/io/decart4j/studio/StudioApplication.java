package io.decart4j.studio;

import io.decart4j.proxy.Caller;
import io.decart4j.reactor.DecartClient;
import io.decart4j.spring.proxy.ProxyAuthentication;
import io.decart4j.spring.token.ClientTokenRoutes;
import io.decart4j.spring.token.Grant;
import io.lettuce.core.resource.Delay;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.data.redis.autoconfigure.ClientResourcesBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.ServerResponse;

/** The application. Without a key it brings a local server along; with {@code decart.api-key} it talks to the service. */
@SpringBootApplication(proxyBeanMethods = false)
@ConfigurationPropertiesScan
public class StudioApplication {

    /** Starts it; see {@code bin/studio}. */
    public static void main(String[] args) {
        application().run(args);
    }

    static SpringApplication application() {
        SpringApplication application = new SpringApplication(StudioApplication.class);
        application.addInitializers(new LocalService());
        application.setDefaultProperties(Map.of("decart.integration", "webflux-studio"));
        return application;
    }

    /** {@code POST /api/realtime-token}: what the browser's own session begins with. */
    @Bean
    RouterFunction<ServerResponse> tokens(DecartClient decart, Visitors visitors) {
        return ClientTokenRoutes.post(
                decart.tokens(), request -> visitors.name(request).map(Grant::to));
    }

    /** A Redis that is back is found soon; without this it may take half a minute. */
    @Bean
    ClientResourcesBuilderCustomizer redisReconnects() {
        Delay delay = Delay.exponential(Duration.ofMillis(100), Duration.ofSeconds(2), 2, TimeUnit.MILLISECONDS);
        return resources -> resources.reconnectDelay(delay);
    }

    /** Turns the signaling proxy on: {@code /v1/stream} of this application, for those who were given the page. */
    @Bean
    ProxyAuthentication proxyAuthentication(Visitors visitors) {
        return request -> visitors.name(request).map(Caller::named);
    }
}
