package io.decart4j.proxy.redis;

import static io.decart4j.proxy.redis.RedisHouse.PATIENCE;
import static io.decart4j.proxy.redis.RedisHouse.await;
import static io.decart4j.proxy.redis.RedisHouse.pass;
import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.proxy.GateException;
import io.decart4j.proxy.GateLimits;
import io.decart4j.proxy.ServiceLimit;
import io.decart4j.proxy.SessionGate;
import io.decart4j.proxy.Turn;
import io.decart4j.proxy.redis.RedisHouse.Asked;
import io.decart4j.quota.RealtimeQuota;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A gate that two instances share, on a real Redis that goes away and comes back. */
class RedisGateTest {

    private RedisHouse house;

    @BeforeEach
    void start() {
        house = new RedisHouse();
    }

    @AfterEach
    void stop() {
        if (house != null) {
            house.close();
        }
    }

    @Test
    void instancesShareOneLimitAndOneQueue() {
        GateLimits limits = new GateLimits(1, 2, 2);
        RedisGate here = house.instance(limits);
        RedisGate there = house.instance(limits);
        Asked ann = new Asked(here, "ann");
        await(ann::isIn);
        Asked bob = new Asked(there, "bob");
        await(bob::isIn);
        Asked cat = new Asked(here, "cat");
        await(() -> cat.turns.contains(new Turn.Waiting(1, 1)));
        Asked dan = new Asked(there, "dan");
        await(() -> dan.turns.contains(new Turn.Waiting(2, 2)));
        Asked eve = new Asked(here, "eve");
        await(() -> eve.failure instanceof GateException);
        ann.ticket.dispose();
        await(cat::isIn);
        await(() -> dan.turns.contains(new Turn.Waiting(1, 1)));
        assertThat(dan.isIn()).isFalse();
        bob.ticket.dispose();
        await(dan::isIn);
        cat.ticket.dispose();
        dan.ticket.dispose();
        await(house::isEmpty);
    }

    @Test
    void theServicesLimitHoldsWhenItIsTheSmaller() {
        ServiceLimit service = ServiceLimit.of(
                Mono.just(new RealtimeQuota(OptionalInt.of(1), OptionalInt.empty(), OptionalInt.empty())));
        RedisGate gate = new RedisGate(
                house.template(),
                new GateLimits(1, 2, 2),
                RedisHouse.options(Duration.ofSeconds(5), WithoutRedis.FAIL_CLOSED),
                service);
        Asked ann = new Asked(gate, "ann");
        await(ann::isIn);
        Asked bob = new Asked(gate, "bob");
        await(() -> bob.position() == 1);
        ann.ticket.dispose();
        await(bob::isIn);
        bob.ticket.dispose();
        await(house::isEmpty);
    }

    @Test
    void aUserHasNoMoreThanItsLimitInsideAndInTheQueueTogether() {
        GateLimits limits = new GateLimits(2, 2, 1000);
        RedisGate gate = house.instance(limits);
        Asked ann = new Asked(gate, "ann");
        Asked again = new Asked(gate, "ann");
        await(() -> ann.isIn() && again.isIn());
        Asked third = new Asked(gate, "ann");
        await(() -> third.failure instanceof GateException);
        assertThat(third.failure).hasMessage("Concurrent session limit reached.");
        List<Asked> waiting = List.of(new Asked(gate, "bob"), new Asked(gate, "bob"));
        await(() -> waiting.stream().allMatch(one -> one.position() > 0));
        Asked more = new Asked(gate, "bob");
        await(() -> more.failure instanceof GateException);
        waiting.get(0).ticket.dispose();
        await(() -> waiting.get(1).turns.contains(new Turn.Waiting(1, 1)));
        Asked instead = new Asked(gate, "bob");
        await(() -> instead.position() > 0);
        Stream.concat(Stream.of(ann, again, instead), waiting.stream()).forEach(one -> one.ticket.dispose());
        await(house::isEmpty);
    }

    @Test
    void whoGivesUpTheQueueAndComesBackSoonHasItsOldPlace() {
        RedisGate here = house.instance(new GateLimits(2, 1, 10));
        RedisGate there = house.instance(new GateLimits(2, 1, 10));
        Asked ann = new Asked(here, "ann");
        await(ann::isIn);
        Asked bob = new Asked(here, "bob");
        await(() -> bob.position() == 1);
        Asked second = new Asked(here, "bob");
        await(() -> second.position() == 2);
        Asked cat = new Asked(there, "cat");
        await(() -> cat.position() == 3);
        bob.ticket.dispose();
        second.ticket.dispose();
        await(() -> cat.position() == 1); // nobody waits for those who are away
        assertThat(house.ask(redis -> redis.getExpire("{test}:away:bob").map(Duration::toMillis)))
                .isBetween(1L, SessionGate.PLACE_KEPT.toMillis());
        Asked again = new Asked(there, "bob");
        await(() -> again.position() == 1 && cat.position() == 2);
        Asked third = new Asked(there, "bob");
        await(() -> third.position() == 2 && cat.position() == 3); // each of them has one
        ann.ticket.dispose();
        await(again::isIn);
        assertThat(cat.isIn()).isFalse();
        for (Asked one : List.of(again, cat, third)) {
            one.ticket.dispose();
        }
        await(house::isEmpty);
    }

    @Test
    void neverMoreThanTheLimitAreInsideHoweverManyAsk() {
        GateLimits limits = new GateLimits(30, 4, 100);
        List<RedisGate> gates = List.of(house.instance(limits), house.instance(limits));
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
        await(house::isEmpty);
    }

    @Test
    void aLeaseIsRenewedWhileItsInstanceLivesAndEndsWhenItDies() {
        GateLimits limits = new GateLimits(1, 1, 2);
        Duration lifetime = Duration.ofMillis(600);
        RedisGate dying = house.instance(limits, lifetime, WithoutRedis.FAIL_CLOSED);
        RedisGate living = house.instance(limits, lifetime, WithoutRedis.FAIL_CLOSED);
        Asked held = new Asked(dying, "ann");
        await(held::isIn);
        Asked waiting = new Asked(living, "bob");
        await(() -> waiting.turns.contains(new Turn.Waiting(1, 1)));
        // Three lifetimes in which the lease has to be renewed.
        pass(lifetime.multipliedBy(3));
        assertThat(waiting.isIn()).isFalse();
        house.cutOff(0); // nothing is renewed, and nothing given back
        await(waiting::isIn);
        waiting.ticket.dispose();
    }

    @Test
    void closedWithoutRedisNobodyGetsInAndSessionsEndAfterALifetime() {
        GateLimits limits = new GateLimits(5, 5, 5);
        RedisGate gate = house.instance(limits, Duration.ofSeconds(2), WithoutRedis.FAIL_CLOSED);
        Asked ann = new Asked(gate, "ann");
        await(ann::isIn);
        house.redis.stop();
        Asked bob = new Asked(gate, "bob");
        await(() -> bob.failure instanceof GateException);
        assertThat(bob.failure).hasMessage("Server at capacity. Please try again later.");
        await(() -> ann.failure instanceof GateException);
        house.redis.start();
        // Lettuce finds the way back in its own time.
        await(() -> {
            Asked again = new Asked(gate, "ann");
            await(() -> again.isIn() || again.failure != null);
            again.ticket.dispose();
            return again.failure == null;
        });
    }

    @Test
    void closedWithoutRedisAShortAbsenceIsSurvivedByThoseInsideThoughItHasForgottenThem() {
        GateLimits limits = new GateLimits(1, 1, 5);
        Duration lifetime = Duration.ofSeconds(8);
        RedisGate gate = house.instance(limits, lifetime, WithoutRedis.FAIL_CLOSED);
        Asked ann = new Asked(gate, "ann");
        await(ann::isIn);
        Asked bob = new Asked(gate, "bob");
        await(() -> bob.turns.contains(new Turn.Waiting(1, 1)));
        house.redis.stop();
        pass(Duration.ofMillis(700));
        house.redis.start();
        await(() -> house.leases() == 1);
        assertThat(ann.isIn()).isTrue();
        assertThat(bob.isIn()).isFalse();
        assertThat(bob.failure).isNull();
        ann.ticket.dispose();
        await(bob::isIn);
        bob.ticket.dispose();
    }

    @Test
    void openWithoutRedisSessionsGoOnAndAreCountedAgainLater() {
        GateLimits limits = new GateLimits(1, 1, 5);
        RedisGate gate = house.instance(limits, Duration.ofSeconds(2), WithoutRedis.FAIL_OPEN);
        Asked ann = new Asked(gate, "ann");
        await(ann::isIn);
        house.redis.stop();
        Asked bob = new Asked(gate, "bob");
        await(bob::isIn);
        assertThat(ann.failure).isNull();
        house.redis.start();
        house.awaitLeases(2);
        Asked cat = new Asked(gate, "cat");
        await(() -> cat.turns.contains(new Turn.Waiting(1, 1)));
        ann.ticket.dispose();
        bob.ticket.dispose();
        await(cat::isIn);
        cat.ticket.dispose();
    }
}
