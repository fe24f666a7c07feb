package io.decart4j.proxy.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.proxy.GateLimits;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

/** What a step costs Redis, counted in commands: time on a shared machine says something about its neighbours. */
class StepCostTest {

    private static final int STEPS = 100;

    @Test
    void aStepDoesNotCostMoreWhenMoreWait() {
        try (RedisHouse house = new RedisHouse()) {
            GateScripts scripts = new GateScripts(
                    house.template(),
                    new GateLimits(1, 1, 10_000),
                    () -> 1,
                    RedisHouse.options(Duration.ofMinutes(10), WithoutRedis.FAIL_CLOSED));
            ask(scripts, 0, 1);
            Map<String, Long> few = commands(house, scripts, 1, 10);
            Map<String, Long> many = commands(house, scripts, 11, 5_000);
            assertThat(few).containsEntry("cmdstat_evalsha", (long) STEPS).hasSizeGreaterThan(5);
            assertThat(many).isEqualTo(few);
        }
    }

    /** Lets so many come, and then some of them ask again: those who came last, before whom the most are. */
    private static Map<String, Long> commands(RedisHouse house, GateScripts scripts, int from, int to) {
        ask(scripts, from, to);
        house.forgetCommandStats();
        Flux.range(0, STEPS)
                .concatMap(i -> scripts.step("t" + (to - i % 5), "u" + (to - i % 5), GateScripts.Mode.ENTER, 1))
                .doOnNext(place -> assertThat(place.position()).isGreaterThan(to - 6))
                .blockLast(RedisHouse.PATIENCE);
        Map<String, Long> calls = new TreeMap<>();
        house.commandStats().forEach((command, counts) -> {
            String count = String.valueOf(counts).replaceAll("calls=(\\d+),.*", "$1");
            if (!String.valueOf(command).matches("cmdstat_(config.*|info|hello|client.*|select|script.*)")) {
                calls.put(String.valueOf(command), Long.parseLong(count));
            }
        });
        return calls;
    }

    private static void ask(GateScripts scripts, int from, int to) {
        Flux.range(from, to - from + 1)
                .concatMap(i -> scripts.step("t" + i, "u" + i, GateScripts.Mode.ENTER, 0))
                .blockLast(RedisHouse.PATIENCE);
    }
}
