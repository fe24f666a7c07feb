package io.decart4j.spring;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Binder;
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

    /** Whether a property is set, whatever to. */
    public boolean isSet(String property) {
        return Binder.get(environment).bind(property, String.class).isBound();
    }

    /** Makes something of these settings; what cannot be used is named as a property. */
    public <T> T reading(Supplier<T> value) {
        return DecartPropertyException.reading("decart", value);
    }

    /** Ends something with the context, within {@code decart.shutdown-timeout}, and lets it go on when the context starts again. */
    public SmartLifecycle lifecycle(String name, Mono<Void> end, Runnable resume) {
        return new DecartLifecycle(name, end, resume, end, shutdownTimeout(properties));
    }

    static Duration shutdownTimeout(DecartProperties properties) {
        Duration limit = properties.shutdownTimeout();
        if (limit.isNegative() || limit.isZero()) {
            throw DecartPropertyException.of("decart.shutdown-timeout", "takes a positive duration, not " + limit);
        }
        return limit;
    }

    /** That a property cannot be used with what there is. */
    public static RuntimeException conflict(String property, String message, String remedy) {
        return DecartPropertyException.of(property, message, remedy);
    }

    /** Makes something of the properties under a prefix, whose errors begin with the option's name. */
    public static <T> T readingAny(String prefix, Supplier<T> value) {
        return DecartPropertyException.readingAny(prefix, value);
    }
}
