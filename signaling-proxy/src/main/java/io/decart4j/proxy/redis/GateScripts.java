package io.decart4j.proxy.redis;

import io.decart4j.proxy.GateLimits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
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

    private final ReactiveStringRedisTemplate redis;
    private final GateLimits limits;
    private final RedisGateOptions options;
    private final List<String> keys;

    GateScripts(ReactiveStringRedisTemplate redis, GateLimits limits, RedisGateOptions options) {
        this.redis = redis;
        this.limits = limits;
        this.options = options;
        this.keys = Stream.of("queue", "seen", "leases", "users", "counts", "next")
                .map(name -> options.prefix() + ":" + name)
                .toList();
    }

    /** Where a ticket stands: 1 inside, 0 waiting, -1 no room to wait, -2 lost. */
    record Place(int where, int position, int queueSize) {}

    /** How a step is meant: to get in, to stay in if there is room, to stay in whatever the limit says. */
    enum Mode {
        ENTER,
        HOLD,
        KEEP
    }

    Mono<Place> step(String ticket, String user, Mode mode) {
        List<String> arguments = List.of(
                ticket,
                user,
                Long.toString(options.lifetime().toMillis()),
                Integer.toString(limits.perUser()),
                Integer.toString(limits.total()),
                Integer.toString(limits.queue()),
                mode.name().toLowerCase(Locale.ROOT));
        return Mono.defer(() -> redis.execute(STEP, keys, arguments).next())
                .subscribeOn(Schedulers.boundedElastic()) // the first use of a connection waits for it
                .map(answer -> new Place(number(answer, 0), number(answer, 1), number(answer, 2)))
                .timeout(options.timeout());
    }

    Mono<Void> leave(String ticket) {
        return Mono.defer(() -> redis.execute(LEAVE, keys, List.of(ticket)).then())
                .subscribeOn(Schedulers.boundedElastic())
                .timeout(options.timeout());
    }

    private static int number(List<?> answer, int index) {
        return ((Number) answer.get(index)).intValue();
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
