package io.decart4j.proxy.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.decart4j.proxy.GateException;
import io.decart4j.proxy.GateLimits;
import io.decart4j.proxy.Turn;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** A gate that two instances share, on a real Redis that goes away and comes back. */
class RedisGateTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private RedisServer redis;
    private final List<LettuceConnectionFactory> connections = new ArrayList<>();

    /** What became of one who asked. */
    private static final class Asked {
        final List<Turn> turns = new CopyOnWriteArrayList<>();
        volatile @Nullable Throwable failure;
        final Disposable ticket;

        Asked(RedisGate gate, String user) {
            ticket = gate.enter(user).subscribe(turns::add, e -> failure = e);
        }

        boolean isIn() {
            return turns.contains(new Turn.Admitted()) && failure == null;
        }
    }

    @BeforeAll
    static void look() {
        boolean there = RedisServer.program().isPresent();
        if (!there) {
            System.err.println("NOTICE: there is no redis-server here (apt-get install -y redis-server):"
                    + " the tests of the gate that instances share are SKIPPED");
        }
        assumeTrue(there, "no redis-server");
    }

    @BeforeEach
    void start() {
        redis = new RedisServer();
    }

    @AfterEach
    void stop() {
        connections.forEach(LettuceConnectionFactory::destroy);
        redis.close();
    }

    private RedisGate instance(GateLimits limits, Duration lifetime, WithoutRedis without) {
        LettuceConnectionFactory factory = new LettuceConnectionFactory("127.0.0.1", redis.port);
        factory.setEagerInitialization(true);
        factory.afterPropertiesSet();
        factory.start();
        connections.add(factory);
        return new RedisGate(
                new ReactiveStringRedisTemplate(factory),
                limits,
                new RedisGateOptions("{test}", lifetime, Duration.ofMillis(30), Duration.ofSeconds(2), without));
    }

    private RedisGate instance(GateLimits limits) {
        return instance(limits, Duration.ofSeconds(5), WithoutRedis.FAIL_CLOSED);
    }

    private static void await(BooleanSupplier condition) {
        Flux.interval(Duration.ZERO, Duration.ofMillis(20), Schedulers.boundedElastic())
                .onBackpressureDrop()
                .takeUntil(tick -> condition.getAsBoolean())
                .blockLast(PATIENCE);
        assertThat(condition.getAsBoolean()).isTrue();
    }

    @Test
    void instancesShareOneLimitAndOneQueue() {
        GateLimits limits = new GateLimits(1, 2, 2);
        RedisGate here = instance(limits);
        RedisGate there = instance(limits);
        Asked ann = new Asked(here, "ann");
        await(ann::isIn);
        Asked annAgain = new Asked(there, "ann");
        await(() -> annAgain.turns.contains(new Turn.Waiting(1, 1)));
        Asked bob = new Asked(there, "bob");
        await(bob::isIn);
        Asked cat = new Asked(here, "cat");
        await(() -> cat.turns.contains(new Turn.Waiting(2, 2)));
        Asked dan = new Asked(there, "dan");
        await(() -> dan.failure instanceof GateException);
        ann.ticket.dispose();
        await(annAgain::isIn);
        await(() -> cat.turns.contains(new Turn.Waiting(1, 1)));
        assertThat(cat.isIn()).isFalse();
        bob.ticket.dispose();
        await(cat::isIn);
        annAgain.ticket.dispose();
        cat.ticket.dispose();
        await(this::isEmpty);
    }

    @Test
    void neverMoreThanTheLimitAreInsideHoweverManyAsk() {
        GateLimits limits = new GateLimits(3, 4, 100);
        List<RedisGate> gates = List.of(instance(limits), instance(limits));
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Long served = Flux.range(0, 60)
                .flatMap(
                        i -> gates.get(i % 2)
                                .enter("user " + i % 3)
                                .ofType(Turn.Admitted.class)
                                .concatMap(in -> {
                                    most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                                    return Mono.delay(Duration.ofMillis(
                                                    ThreadLocalRandom.current().nextInt(20)))
                                            .doFinally(end -> inside.decrementAndGet());
                                })
                                .next(),
                        60)
                .count()
                .block(PATIENCE.multipliedBy(2));
        assertThat(served).isEqualTo(60);
        assertThat(most.get()).isBetween(2, 4);
        await(this::isEmpty);
    }

    @Test
    void aLeaseIsRenewedWhileItsInstanceLivesAndEndsWhenItDies() {
        GateLimits limits = new GateLimits(1, 1, 2);
        Duration lifetime = Duration.ofMillis(600);
        RedisGate dying = instance(limits, lifetime, WithoutRedis.FAIL_CLOSED);
        RedisGate living = instance(limits, lifetime, WithoutRedis.FAIL_CLOSED);
        Asked held = new Asked(dying, "ann");
        await(held::isIn);
        Asked waiting = new Asked(living, "bob");
        await(() -> waiting.turns.contains(new Turn.Waiting(1, 1)));
        // Three lifetimes in which the lease has to be renewed.
        Mono.delay(lifetime.multipliedBy(3)).block(PATIENCE); // time itself is what is tested
        assertThat(waiting.isIn()).isFalse();
        connections.get(0).destroy(); // nothing is renewed, and nothing given back
        await(waiting::isIn);
        waiting.ticket.dispose();
    }

    @Test
    void closedWithoutRedisNobodyGetsInAndSessionsEndAfterALifetime() {
        GateLimits limits = new GateLimits(5, 5, 5);
        RedisGate gate = instance(limits, Duration.ofSeconds(2), WithoutRedis.FAIL_CLOSED);
        Asked ann = new Asked(gate, "ann");
        await(ann::isIn);
        redis.stop();
        Asked bob = new Asked(gate, "bob");
        await(() -> bob.failure instanceof GateException);
        assertThat(bob.failure).hasMessage("Server at capacity. Please try again later.");
        await(() -> ann.failure instanceof GateException);
        redis.start();
        // Lettuce finds the way back in its own time.
        await(() -> {
            Asked again = new Asked(gate, "ann");
            await(() -> again.isIn() || again.failure != null);
            again.ticket.dispose();
            return again.failure == null;
        });
    }

    @Test
    void closedWithoutRedisAShortAbsenceIsSurvivedByThoseInside() {
        GateLimits limits = new GateLimits(1, 1, 5);
        RedisGate gate = instance(limits, Duration.ofSeconds(15), WithoutRedis.FAIL_CLOSED);
        Asked ann = new Asked(gate, "ann");
        await(ann::isIn);
        Asked bob = new Asked(gate, "bob");
        await(() -> bob.turns.contains(new Turn.Waiting(1, 1)));
        redis.stop();
        Mono.delay(Duration.ofMillis(700)).block(PATIENCE);
        redis.start();
        Asked cat = new Asked(instance(limits), "cat");
        // Redis has forgotten everything; whoever is first to be known again is inside.
        await(() -> !cat.turns.isEmpty() && (bob.isIn() || cat.isIn() || !isEmpty()));
        assertThat(bob.failure).isNull();
        bob.ticket.dispose();
        cat.ticket.dispose();
        ann.ticket.dispose();
    }

    @Test
    void openWithoutRedisSessionsGoOnAndAreCountedAgainLater() {
        GateLimits limits = new GateLimits(1, 1, 5);
        RedisGate gate = instance(limits, Duration.ofSeconds(2), WithoutRedis.FAIL_OPEN);
        Asked ann = new Asked(gate, "ann");
        await(ann::isIn);
        redis.stop();
        Asked bob = new Asked(gate, "bob");
        await(bob::isIn);
        assertThat(ann.failure).isNull();
        redis.start();
        await(() -> leases() == 2);
        Asked cat = new Asked(gate, "cat");
        await(() -> cat.turns.contains(new Turn.Waiting(1, 1)));
        ann.ticket.dispose();
        bob.ticket.dispose();
        await(cat::isIn);
        cat.ticket.dispose();
    }

    private long leases() {
        return number("{test}:leases");
    }

    private boolean isEmpty() {
        return leases() == 0 && number("{test}:queue") == 0;
    }

    /** Asks with a connection of its own: those of the gates may have lost theirs. */
    private long number(String key) {
        LettuceConnectionFactory factory = new LettuceConnectionFactory("127.0.0.1", redis.port);
        factory.afterPropertiesSet();
        factory.start();
        try {
            Long size = new ReactiveStringRedisTemplate(factory)
                    .opsForZSet()
                    .size(key)
                    .block(PATIENCE);
            return size == null ? 0 : size;
        } finally {
            factory.destroy();
        }
    }
}
