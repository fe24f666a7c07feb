package io.decart4j.proxy.redis;

import io.decart4j.proxy.GateLimits;
import io.decart4j.proxy.ServiceLimit;
import io.decart4j.proxy.SessionGate;
import io.decart4j.proxy.Turn;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * A gate on Redis, which many instances share: leases that are renewed while a session lives and end by themselves when its
 * instance dies, and a queue in the order of arrival. Every step is one script, so it is done as a whole. Redis 5 or later.
 *
 * <p>Redis may forget. Whatever it has lost, all of it or any single key, comes back within the lifetime of a lease: those who
 * are inside stay there, those who wait have their old places, and until then nobody new is admitted. All keys have a time to
 * live, so those of a gate that nobody asks any more go by themselves.
 */
public final class RedisGate implements SessionGate {

    private final GateScripts scripts;
    private final RedisGateOptions options;
    private final ServiceLimit service;
    private final int total;

    /** A gate; those with the same prefix share slots and queue, and are meant to have the same limits. */
    public RedisGate(ReactiveStringRedisTemplate redis, GateLimits limits, RedisGateOptions options) {
        this(redis, limits, options, ServiceLimit.none());
    }

    /** The same within what the service allows; each instance asks for itself. */
    public RedisGate(
            ReactiveStringRedisTemplate redis, GateLimits limits, RedisGateOptions options, ServiceLimit service) {
        this.scripts = new GateScripts(redis, limits, service.smallerOf(limits.total()), options);
        this.options = options;
        this.service = service;
        this.total = limits.total();
    }

    /** As {@link SessionGate#enter}; a slot of somebody who has cancelled is free as soon as Redis knows. */
    @Override
    public Flux<Turn> enter(String user) {
        Flux<Turn> turns = Flux.usingWhen(
                Mono.fromSupplier(
                        () -> new RedisTicket(scripts, options, () -> service.stillCounted(total), id(), user)),
                RedisTicket::turns,
                RedisTicket::leave,
                (ticket, error) -> ticket.leave(),
                RedisTicket::leave);
        return service.during(turns, () -> {}); // who waits asks again by itself
    }

    private static String id() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return Long.toUnsignedString(random.nextLong(), 36) + Long.toUnsignedString(random.nextLong(), 36);
    }
}
