package io.decart4j.proxy.redis;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.decart4j.proxy.GateLimits;
import io.decart4j.proxy.Turn;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Range;
import org.springframework.data.redis.connection.ReactiveRedisConnection;
import org.springframework.data.redis.connection.lettuce.LettuceConnectionFactory;
import org.springframework.data.redis.core.ReactiveStringRedisTemplate;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** A real Redis, the instances that share a gate on it, and what tests want to know of both. */
final class RedisHouse implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofSeconds(20);
    static final String PREFIX = "{test}";

    final RedisServer redis;
    private final List<LettuceConnectionFactory> connections = new ArrayList<>();

    /** What became of one who asked. */
    static final class Asked {
        final List<Turn> turns = new CopyOnWriteArrayList<>();
        volatile @Nullable Throwable failure;
        final Disposable ticket;

        Asked(RedisGate gate, String user) {
            ticket = gate.enter(user).subscribe(turns::add, e -> failure = e);
        }

        boolean isIn() {
            return turns.contains(new Turn.Admitted()) && failure == null;
        }

        /** The newest place in the queue; 0 for one that has none. */
        int position() {
            return !turns.isEmpty() && turns.get(turns.size() - 1) instanceof Turn.Waiting waiting
                    ? waiting.position()
                    : 0;
        }
    }

    RedisHouse() {
        boolean there = RedisServer.program().isPresent();
        if (!there) {
            System.err.println("NOTICE: there is no redis-server here (apt-get install -y redis-server):"
                    + " the tests of the gate that instances share are SKIPPED");
        }
        assumeTrue(there, "no redis-server");
        redis = new RedisServer();
    }

    ReactiveStringRedisTemplate template() {
        LettuceConnectionFactory factory = new LettuceConnectionFactory("127.0.0.1", redis.port);
        factory.setEagerInitialization(true);
        factory.afterPropertiesSet();
        factory.start();
        connections.add(factory);
        return new ReactiveStringRedisTemplate(factory);
    }

    static RedisGateOptions options(Duration lifetime, WithoutRedis without) {
        return new RedisGateOptions(PREFIX, lifetime, Duration.ofMillis(30), Duration.ofSeconds(2), without);
    }

    RedisGate instance(GateLimits limits, Duration lifetime, WithoutRedis without) {
        return new RedisGate(template(), limits, options(lifetime, without));
    }

    RedisGate instance(GateLimits limits) {
        return instance(limits, Duration.ofSeconds(5), WithoutRedis.FAIL_CLOSED);
    }

    /** Takes the first instance's connection away, so that it can neither renew nor give back anything. */
    void cutOff(int instance) {
        connections.get(instance).destroy();
    }

    static void await(BooleanSupplier condition) {
        Flux.interval(Duration.ZERO, Duration.ofMillis(20), Schedulers.boundedElastic())
                .onBackpressureDrop()
                .takeUntil(tick -> condition.getAsBoolean())
                .blockLast(PATIENCE);
    }

    /** Time itself is what is tested. */
    static void pass(Duration time) {
        Mono.delay(time).block(PATIENCE);
    }

    /** How many are inside, as Redis knows. */
    long leases() {
        // Beside them there is the moment from which on newcomers are admitted.
        return Math.max(0, ask(template -> template.opsForZSet().size(PREFIX + ":leases")) - 1);
    }

    /** Says what Redis holds instead, when it takes too long. */
    void awaitLeases(long count) {
        try {
            await(() -> leases() == count);
        } catch (IllegalStateException e) {
            throw new AssertionError("not " + count + " leases but " + with(this::allLeases), e);
        }
    }

    private Mono<List<String>> allLeases(ReactiveStringRedisTemplate template) {
        return template.opsForZSet()
                .rangeWithScores(PREFIX + ":leases", Range.unbounded())
                .map(String::valueOf)
                .collectList();
    }

    boolean isEmpty() {
        return leases() == 0 && ask(template -> template.opsForZSet().size(PREFIX + ":queue")) == 0;
    }

    long ask(Function<ReactiveStringRedisTemplate, Mono<Long>> question) {
        return Objects.requireNonNullElse(with(question), 0L);
    }

    /** Asks with a connection of its own: those of the gates may have lost theirs. */
    <T> @Nullable T with(Function<ReactiveStringRedisTemplate, Mono<T>> question) {
        LettuceConnectionFactory factory = new LettuceConnectionFactory("127.0.0.1", redis.port);
        factory.afterPropertiesSet();
        factory.start();
        try {
            return question.apply(new ReactiveStringRedisTemplate(factory)).block(PATIENCE);
        } finally {
            factory.destroy();
        }
    }

    /** What Redis counts of its commands: {@code cmdstat_NAME} to {@code calls=N,usec=…}. */
    Properties commandStats() {
        return Objects.requireNonNull(with(template ->
                server(template, connection -> connection.serverCommands().info("commandstats"))));
    }

    void forgetCommandStats() {
        with(template ->
                server(template, connection -> connection.serverCommands().resetConfigStats()));
    }

    void flush() {
        with(template ->
                server(template, connection -> connection.serverCommands().flushAll()));
    }

    private static <T> Mono<T> server(
            ReactiveStringRedisTemplate template, Function<ReactiveRedisConnection, Mono<T>> command) {
        return template.execute(command::apply).next();
    }

    @Override
    public void close() {
        connections.forEach(LettuceConnectionFactory::destroy);
        redis.close();
    }
}
