package io.decart4j.proxy;

import io.decart4j.quota.RealtimeQuota;
import java.time.Duration;
import java.util.Objects;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/**
 * How many sessions the service allows the key's organization, for a {@link SessionGate} to take besides its own limit: the smaller
 * of both counts. It is asked while somebody is inside the gate or waits: at once, then every 30 s. When an answer does not come
 * within 5 s or cannot be used, the last one goes on, and there is no limit when there was none. Nobody is admitted before the
 * first question is answered or has failed. Who is inside when the limit falls stays.
 *
 * <p>Where it is the smaller, a place that is given back is free 6 s later, because the service counts a session that has ended for
 * some 5 s more; one whose connection was lost may count for 45 s, so who comes then may meet the service's own refusal.
 *
 * <p>The service counts the sessions of all keys of the organization, a gate those that pass it: whoever opens others beside the
 * proxy meets the service's own refusal.
 */
public final class ServiceLimit {

    private static final Logger log = LoggerFactory.getLogger(ServiceLimit.class);
    private static final Duration INTERVAL = Duration.ofSeconds(30);
    private static final Duration ANSWER = Duration.ofSeconds(5);

    /** The service frees the place of a session that has ended in order some 5 s later. */
    private static final Duration STILL_COUNTED = Duration.ofSeconds(6);

    private static final int NO_LIMIT = Integer.MAX_VALUE;

    private final @Nullable Flux<Integer> answers;
    private volatile int newest = NO_LIMIT;
    private boolean failing;

    private ServiceLimit(@Nullable Mono<RealtimeQuota> quota) {
        this.answers = quota == null
                ? null
                : Flux.defer(() -> Flux.interval(Duration.ZERO, INTERVAL))
                        .onBackpressureDrop()
                        .concatMap(tick -> ask(quota), 0)
                        .replay(1)
                        .refCount();
    }

    /**
     * The service's limit.
     *
     * @param quota asks the service at each subscription, such as {@code client.realtime().quota()}
     */
    public static ServiceLimit of(Mono<RealtimeQuota> quota) {
        return new ServiceLimit(Objects.requireNonNull(quota, "quota"));
    }

    /** No limit, and nobody is asked. */
    public static ServiceLimit none() {
        return new ServiceLimit(null);
    }

    /** What a gate uses now: the smaller of its own count and the service's newest. */
    public IntSupplier smallerOf(int total) {
        return () -> Math.min(total, newest);
    }

    /**
     * For a gate: how long the service goes on counting a session that has ended, while its limit is the smaller; else no time. Who
     * is let in earlier meets its refusal.
     */
    public Duration stillCounted(int total) {
        return newest < total ? STILL_COUNTED : Duration.ZERO;
    }

    /**
     * For a gate: {@code turns}, subscribed to when the limit is known, which is kept up to date meanwhile.
     *
     * @param changed is told of each answer, on the thread on which it came
     */
    public Flux<Turn> during(Flux<Turn> turns, Runnable changed) {
        return answers == null ? turns : Flux.defer(() -> behindTheFirstAnswer(answers, turns, changed));
    }

    /** One subscription for all: refCount does not count down one that takes the replayed value and cancels (reactor-core #4387). */
    private static Flux<Turn> behindTheFirstAnswer(Flux<Integer> answers, Flux<Turn> turns, Runnable changed) {
        Sinks.Empty<Void> known = Sinks.empty();
        return Flux.using(
                () -> answers.subscribe(limit -> {
                    known.tryEmitEmpty();
                    changed.run();
                }),
                watch -> known.asMono().thenMany(turns),
                Disposable::dispose);
    }

    private Mono<Integer> ask(Mono<RealtimeQuota> quota) {
        return quota.timeout(ANSWER)
                .map(answer -> {
                    if (failing) {
                        failing = false;
                        log.info("The service tells its limit of sessions again");
                    }
                    return answer.limit().orElse(NO_LIMIT);
                })
                .onErrorResume(e -> {
                    if (!failing) {
                        failing = true;
                        log.warn(
                                "The service does not tell its limit of sessions, the last one goes on: {}",
                                e.toString());
                    }
                    return Mono.empty();
                })
                .defaultIfEmpty(newest)
                .doOnNext(limit -> newest = limit);
    }
}
