package io.decart4j.proxy.redis;

import static io.decart4j.proxy.redis.RedisHouse.await;
import static io.decart4j.proxy.redis.RedisHouse.pass;
import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.proxy.GateException;
import io.decart4j.proxy.GateLimits;
import io.decart4j.proxy.redis.RedisHouse.Asked;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Redis loses what it knows: by a restart without a file, by eviction, by a replica that takes over with nothing. */
class ForgetfulRedisTest {

    private static final Duration LIFETIME = Duration.ofSeconds(5);
    private static final GateLimits LIMITS = new GateLimits(1, 2, 10);

    private RedisHouse house;
    private RedisGate here;
    private RedisGate there;
    private Asked ann;
    private Asked bob;
    private Asked cat;
    private Asked dan;

    @BeforeEach
    void twoInsideAndTwoWaiting() {
        house = new RedisHouse();
        here = house.instance(LIMITS, LIFETIME, WithoutRedis.FAIL_CLOSED);
        there = house.instance(LIMITS, LIFETIME, WithoutRedis.FAIL_CLOSED);
        ann = new Asked(here, "ann");
        bob = new Asked(there, "bob");
        await(() -> ann.isIn() && bob.isIn());
        cat = new Asked(here, "cat");
        await(() -> cat.position() == 1);
        dan = new Asked(there, "dan");
        await(() -> dan.position() == 2);
    }

    @AfterEach
    void stop() {
        if (house != null) {
            house.close();
        }
    }

    @Test
    void whoWaitsDoesNotOvertakeWhoIsInside() {
        house.flush();
        Asked late = new Asked(there, "eve"); // who has never been here
        await(() -> house.leases() == 2);
        everybodyIsWhereTheyWere();
        await(() -> late.position() == 3);
        pass(LIFETIME); // by now the gate is open to newcomers again, and full
        everybodyIsWhereTheyWere();
        late.ticket.dispose();
        slotsGoToThoseWhoWaitInTheirOrder();
    }

    @Test
    void aSlotThatNobodyComesBackForIsFreeAfterALifetime() {
        house.flush();
        ann.ticket.dispose();
        await(cat::isIn);
        assertThat(bob.isIn()).isTrue();
        assertThat(dan.isIn()).isFalse();
        assertThat(house.leases()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"leases", "queue", "seen", "tickets:ann", "tickets:cat"})
    void anyKeyThatIsLostIsBackWithinALifetimeAndNobodyIsLockedOut(String key) {
        Long gone = house.ask(redis -> redis.delete(RedisHouse.PREFIX + ":" + key));
        assertThat(gone).isOne();
        pass(LIFETIME);
        everybodyIsWhereTheyWere();
        for (String user : List.of("ann", "cat")) {
            Asked more = new Asked(here, user);
            await(() -> more.failure instanceof GateException); // they are counted
        }
        slotsGoToThoseWhoWaitInTheirOrder();
        // With nobody inside everybody can come again.
        cat.ticket.dispose();
        dan.ticket.dispose();
        await(house::isEmpty);
        Asked annAgain = new Asked(here, "ann");
        Asked bobAgain = new Asked(there, "bob");
        await(() -> annAgain.isIn() && bobAgain.isIn());
    }

    @Test
    void oneThatStoppedAskingWhenTheQueueWasLostIsGoneAfterALifetime() {
        house.ask(redis -> redis.delete(RedisHouse.PREFIX + ":seen"));
        house.cutOff(0); // neither ann nor cat is heard of again
        await(dan::isIn);
        assertThat(bob.isIn()).isTrue();
        await(() -> house.leases() == 2);
    }

    @Test
    void everyKeyLivesForATimeOnly() {
        Asked gone = new Asked(here, "eve");
        await(() -> gone.position() == 3);
        gone.ticket.dispose();
        await(() -> ask("away:eve") > 0);
        List<String> keys =
                Objects.requireNonNull(house.with(redis -> redis.keys("*").collectList()));
        assertThat(keys)
                .containsExactlyInAnyOrder(
                        "{test}:leases",
                        "{test}:queue",
                        "{test}:seen",
                        "{test}:tickets:ann",
                        "{test}:tickets:bob",
                        "{test}:tickets:cat",
                        "{test}:tickets:dan",
                        "{test}:away:eve");
        for (String key : keys) {
            assertThat(house.ask(redis -> redis.getExpire(key).map(Duration::toMillis)))
                    .as(key)
                    .isPositive();
        }
    }

    private long ask(String key) {
        return house.ask(redis -> redis.getExpire(RedisHouse.PREFIX + ":" + key).map(Duration::toMillis));
    }

    private void everybodyIsWhereTheyWere() {
        assertThat(ann.isIn()).isTrue();
        assertThat(bob.isIn()).isTrue();
        assertThat(cat.isIn()).isFalse();
        assertThat(dan.isIn()).isFalse();
        await(() -> cat.position() == 1 && dan.position() == 2);
        assertThat(house.leases()).isEqualTo(2);
    }

    private void slotsGoToThoseWhoWaitInTheirOrder() {
        bob.ticket.dispose();
        await(cat::isIn);
        assertThat(dan.isIn()).isFalse();
        ann.ticket.dispose();
        await(dan::isIn);
        assertThat(cat.failure).isNull();
    }
}
