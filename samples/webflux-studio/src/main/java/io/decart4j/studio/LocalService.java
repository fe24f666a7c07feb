package io.decart4j.studio;

import io.decart4j.livekit.server.LiveKitServerProcess;
import io.decart4j.testkit.LocalDecartServer;
import io.decart4j.testkit.LocalServerBuilder;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * A {@link LocalDecartServer} in this process, for those who have no key: the client is pointed at it. The server's own
 * sessions go to it directly, so they need nothing else; the browser's go through the rooms of a livekit-server, if there is one.
 */
final class LocalService implements ApplicationContextInitializer<GenericApplicationContext> {

    private static final Logger log = LoggerFactory.getLogger(LocalService.class);
    private static final String NAME = "localDecartServer";
    private static final String ROOMS = "localLiveKitServer";

    @Override
    public void initialize(GenericApplicationContext context) {
        ConfigurableEnvironment environment = context.getEnvironment();
        if (environment.containsProperty("decart.api-key") || environment.containsProperty("DECART_API_KEY")) {
            return;
        }
        DefaultListableBeanFactory beans = context.getDefaultListableBeanFactory();
        LocalRooms rooms = LocalRooms.open(Binder.get(environment)
                .bind("studio.livekit", LocalRooms.Choice.class)
                .orElse(LocalRooms.Choice.START));
        LocalServerBuilder builder = LocalDecartServer.builder();
        Map<String, Object> properties = new HashMap<>();
        LiveKitServerProcess process = rooms.process();
        if (process != null) {
            // A singleton that is handed in is not destroyed by itself. The last one is the first to be, so rooms
            // outlive the server.
            beans.registerSingleton(ROOMS, process);
            beans.registerDisposableBean(ROOMS, process::close);
            builder.livekit(process.access());
            properties.put("studio.media-hosts", process.url().toString());
        } else {
            properties.put("studio.rooms-missing", Objects.requireNonNull(rooms.missing()));
        }
        LocalDecartServer server = builder.start();
        beans.registerSingleton(NAME, server);
        beans.registerDisposableBean(NAME, server::close);
        properties.put("decart.transport", "direct");
        properties.put("decart.api-key", server.apiKey());
        properties.put("decart.base-url", server.httpUrl());
        properties.put("decart.realtime-base-url", server.realtimeUrl());
        environment.getPropertySources().addFirst(new MapPropertySource(NAME, properties));
        log.info("No key given: a local server stands in for the service, at {}", server.httpUrl());
    }
}
