package io.decart4j.spring;

import io.decart4j.address.ApiKey;
import io.decart4j.reactor.DecartClient;
import io.decart4j.webrtc.IceServer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.http.client.ReactorResourceFactory;
import reactor.netty.http.client.HttpClient;

/** From properties to a client. */
final class ClientFactory {

    private ClientFactory() {}

    /** Options that the properties give, on the application's own event loops and connections where it has any. */
    static DecartClient.Builder builder(
            DecartProperties properties, Environment environment, @Nullable ReactorResourceFactory resources) {
        DecartClient.Builder builder = DecartClient.builder()
                .apiKey(apiKey(properties, environment))
                .allowInsecure(properties.allowInsecure())
                .integration(properties.integration())
                .relayOnly(properties.relayOnly())
                .httpClient(http(resources))
                .webSocketClient(unpooled(resources));
        if (properties.baseUrl() != null) {
            builder.baseUrl(properties.baseUrl());
        }
        if (properties.realtimeBaseUrl() != null) {
            builder.realtimeBaseUrl(properties.realtimeBaseUrl());
        }
        if (properties.platformUrl() != null) {
            builder.platformUrl(properties.platformUrl());
        }
        if (properties.iceServers() != null) {
            builder.iceServers(iceServers(properties.iceServers()));
        }
        return builder;
    }

    /** The property's key, or else the one of the environment, as the client itself would look for it. */
    static String apiKey(DecartProperties properties, Environment environment) {
        String otherwise = environment.getProperty(ApiKey.ENVIRONMENT_VARIABLE);
        return DecartPropertyException.reading(
                "decart", () -> ApiKey.of(properties.apiKey(), otherwise).value());
    }

    static HttpClient http(@Nullable ReactorResourceFactory resources) {
        return resources == null
                ? HttpClient.create()
                : HttpClient.create(new CurrentConnections(resources)).runOn(new CurrentLoops(resources));
    }

    /** For sockets, each of which would keep a connection of a pool for itself. */
    static HttpClient unpooled(@Nullable ReactorResourceFactory resources) {
        HttpClient http = HttpClient.newConnection();
        return resources == null ? http : http.runOn(new CurrentLoops(resources));
    }

    private static List<IceServer> iceServers(List<DecartProperties.Ice> servers) {
        List<IceServer> all = new ArrayList<>();
        for (DecartProperties.Ice server : servers) {
            String property = "decart.ice-servers[" + all.size() + "]";
            all.add(DecartPropertyException.readingOne(
                    property, () -> new IceServer(server.urls(), server.username(), server.credential())));
        }
        return all;
    }
}
