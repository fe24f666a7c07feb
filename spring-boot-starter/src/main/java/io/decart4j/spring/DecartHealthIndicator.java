package io.decart4j.spring;

import io.decart4j.webrtc.MissingLibrary;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.boot.health.contributor.AbstractReactiveHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Whether sessions can be opened as far as this machine knows: configuration and native media. Calls nobody. */
final class DecartHealthIndicator extends AbstractReactiveHealthIndicator {

    private final String client;
    private final Supplier<List<MissingLibrary>> missing;

    DecartHealthIndicator(String client, Supplier<List<MissingLibrary>> missing) {
        super("The native media library could not be looked for");
        this.client = client;
        this.missing = missing;
    }

    @Override
    protected Mono<Health> doHealthCheck(Health.Builder builder) {
        return Mono.fromSupplier(missing)
                .subscribeOn(Schedulers.boundedElastic()) // reads the file system
                .map(libraries -> health(builder.withDetail("client", client), libraries));
    }

    private static Health health(Health.Builder builder, List<MissingLibrary> libraries) {
        if (libraries.isEmpty()) {
            return builder.up().withDetail("media", "available").build();
        }
        return builder.down()
                .withDetail("media", "unavailable")
                .withDetail(
                        "missing",
                        libraries.stream().map(MissingLibrary::soname).toList())
                .withDetail("remedy", Remedy.aptLine(libraries))
                .build();
    }
}
