package io.decart4j.studio;

import io.decart4j.testkit.LocalDecartServer;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/** A {@link LocalDecartServer} in this process, for those who have no key: the client is pointed at it. */
final class LocalService implements ApplicationContextInitializer<GenericApplicationContext> {

    private static final Logger log = LoggerFactory.getLogger(LocalService.class);
    private static final String NAME = "localDecartServer";

    @Override
    public void initialize(GenericApplicationContext context) {
        ConfigurableEnvironment environment = context.getEnvironment();
        if (environment.containsProperty("decart.api-key") || environment.containsProperty("DECART_API_KEY")) {
            return;
        }
        LocalDecartServer server = LocalDecartServer.start();
        DefaultListableBeanFactory beans = context.getDefaultListableBeanFactory();
        beans.registerSingleton(NAME, server);
        // A singleton that is handed in is not destroyed by itself, and this one has threads of its own.
        beans.registerDisposableBean(NAME, server::close);
        Map<String, Object> properties = Map.of(
                "decart.transport", "direct",
                "decart.api-key", server.apiKey(),
                "decart.base-url", server.httpUrl(),
                "decart.realtime-base-url", server.realtimeUrl());
        environment.getPropertySources().addFirst(new MapPropertySource(NAME, properties));
        log.info("No key given: a local server stands in for the service, at {}", server.httpUrl());
    }
}
