package io.decart4j.spring;

import io.decart4j.quota.RealtimeQuota;
import io.decart4j.webrtc.MissingLibrary;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.springframework.boot.health.contributor.AbstractReactiveHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Whether sessions can be opened as far as this machine knows: configuration and native media. Calls nobody, unless it is to tell the
 * service's quota, which is a detail: what it says, or that it says nothing, is no reason to be down.
 */
final class DecartHealthIndicator extends AbstractReactiveHealthIndicator {

    private static final Duration ANSWER = Duration.ofSeconds(5);

    private final String client;
    private final Supplier<List<MissingLibrary>> missing;
    private final Mono<RealtimeQuota> quota;

    /** @param quota asks the service at each subscription; empty where nobody wants to know */
    DecartHealthIndicator(String client, Supplier<List<MissingLibrary>> missing, Mono<RealtimeQuota> quota) {
        super("The native media library could not be looked for");
        this.client = client;
        this.missing = missing;
        this.quota = quota;
    }

    @Override
    protected Mono<Health> doHealthCheck(Health.Builder builder) {
        Mono<Object> told = quota.<Object>map(DecartHealthIndicator::details)
                .timeout(ANSWER)
                .onErrorResume(e -> Mono.just("not told: " + reason(e)))
                .doOnNext(details -> builder.withDetail("quota", details));
        return told.then(Mono.fromSupplier(missing).subscribeOn(Schedulers.boundedElastic())) // reads the file system
                .map(libraries -> health(builder.withDetail("client", client), libraries));
    }

    private static Map<String, Object> details(RealtimeQuota quota) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("limit", quota.limit().isPresent() ? quota.limit().getAsInt() : "none");
        quota.active().ifPresent(active -> details.put("active", active));
        quota.remaining().ifPresent(remaining -> details.put("remaining", remaining));
        return details;
    }

    private static String reason(Throwable e) {
        return e instanceof TimeoutException
                ? "no answer within " + ANSWER.toSeconds() + " s"
                : String.valueOf(e.getMessage());
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
