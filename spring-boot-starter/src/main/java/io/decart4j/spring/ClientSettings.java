package io.decart4j.spring;

import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.env.Environment;
import org.springframework.http.client.ReactorResourceFactory;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;

/** What the proxy has in common with the client: key, addresses, event loops, the way to end. Not for applications. */
public final class ClientSettings {

    private final DecartProperties properties;
    private final Environment environment;
    private final @Nullable ReactorResourceFactory resources;

    ClientSettings(DecartProperties properties, Environment environment, @Nullable ReactorResourceFactory resources) {
        this.properties = properties;
        this.environment = environment;
        this.resources = resources;
    }

    /** The key of property or environment. */
    public String apiKey() {
        return ClientFactory.apiKey(properties, environment);
    }

    /** Where sessions are opened, if that is said. */
    public Optional<String> realtimeBaseUrl() {
        return Optional.ofNullable(properties.realtimeBaseUrl());
    }

    /** Whether {@code ws:} may go to other hosts. */
    public boolean allowInsecure() {
        return properties.allowInsecure();
    }

    /** An HTTP client on the application's event loops, whose connections are not pooled. */
    public HttpClient unpooledHttp() {
        return ClientFactory.unpooled(resources);
    }

    /** Makes something of these settings; what cannot be used is named as a property. */
    public <T> T reading(Supplier<T> value) {
        return DecartPropertyException.reading("decart", value);
    }

    /** Ends something with the context, within {@code decart.shutdown-timeout}. */
    public SmartLifecycle lifecycle(String name, Mono<Void> dispose) {
        return new DecartLifecycle(name, dispose, properties.shutdownTimeout());
    }

    /** Makes something of the properties under a prefix, whose errors begin with the option's name. */
    public static <T> T readingAny(String prefix, Supplier<T> value) {
        return DecartPropertyException.readingAny(prefix, value);
    }
}
