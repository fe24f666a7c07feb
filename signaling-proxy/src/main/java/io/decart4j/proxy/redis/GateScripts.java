package io.decart4j.proxy.redis;

import io.decart4j.flow.MonotonicTime;
import io.decart4j.proxy.GateLimits;
import io.decart4j.proxy.SessionGate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.IntSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import org.springframework.data.redis.core.script.RedisScript;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** The steps of a gate, each of which Redis does as a whole. */
final class GateScripts {

    @SuppressWarnings("rawtypes") // what Spring Data makes of a list
    private static final RedisScript<List> STEP = RedisScript.of(text("gate.lua"), List.class);

    private static final RedisScript<Long> LEAVE = RedisScript.of(text("leave.lua"), Long.class);

    /** How long Redis keeps a gate that nobody asks, as in the script. */
    private static final Duration KEPT = Duration.ofDays(1);

    private final ReactiveStringRedisTemplate redis;
    private final GateLimits limits;
    private final IntSupplier total;
    private final RedisGateOptions options;
    private volatile @Nullable Long answeredAt;

    /** @param total the most that may be inside at the moment of a step */
    GateScripts(ReactiveStringRedisTemplate redis, GateLimits limits, IntSupplier total, RedisGateOptions options) {
        this.redis = redis;
        this.limits = limits;
        this.total = total;
        this.options = options;
    }

    /**
     * Where a ticket stands.
     *
     * @param where 1 inside, 0 waiting, -1 no room to wait, -2 lost
     * @param arrival what the order of the queue goes by; a ticket that Redis has lost comes back with it
     */
    record Place(int where, int position, int queueSize, long arrival) {}

    /** How a step is meant: to get in, to stay in if there is room, to stay in whatever the limit says. */
    enum Mode {
        ENTER,
        HOLD,
        KEEP
    }

    /** @param arrival that of the newest place, 0 before the first one */
    Mono<Place> step(String ticket, String user, Mode mode, long arrival) {
        return Mono.defer(() -> redis.execute(STEP, keys(user), arguments(ticket, mode, arrival))
                        .next())
                .subscribeOn(Schedulers.boundedElastic()) // the first use of a connection waits for it
                .map(answer -> new Place(
                        (int) number(answer, 0), (int) number(answer, 1), (int) number(answer, 2), number(answer, 3)))
                .doOnNext(answer -> answeredAt = MonotonicTime.nanos())
                .timeout(options.timeout());
    }

    Mono<Void> leave(String ticket, String user) {
        List<String> arguments = List.of(ticket, Long.toString(SessionGate.PLACE_KEPT.toMillis()));
        return Mono.defer(() -> redis.execute(LEAVE, keys(user), arguments).then())
                .subscribeOn(Schedulers.boundedElastic())
                .timeout(options.timeout());
    }

    private List<String> keys(String user) {
        return Stream.of("leases", "queue", "seen", "tickets:" + user, "away:" + user)
                .map(name -> options.prefix() + ":" + name)
                .toList();
    }

    private List<String> arguments(String ticket, Mode mode, long arrival) {
        return List.of(
                ticket,
                Long.toString(options.lifetime().toMillis()),
                Integer.toString(limits.perUser()),
                Integer.toString(total.getAsInt()),
                Integer.toString(limits.queue()),
                mode.name().toLowerCase(Locale.ROOT),
                Long.toString(arrival),
                isKnown() ? "1" : "0");
    }

    /** Whether a gate that Redis knows nothing of was lost, as far as this instance can tell: if not, it is a new one. */
    private boolean isKnown() {
        Long last = answeredAt;
        return last != null && MonotonicTime.since(last).compareTo(KEPT) < 0;
    }

    private static long number(List<?> answer, int index) {
        return ((Number) answer.get(index)).longValue();
    }

    /** Read now: Spring Data would read it on the event loop that has to send it. */
    private static String text(String name) {
        try {
            return new ClassPathResource(name, GateScripts.class).getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
