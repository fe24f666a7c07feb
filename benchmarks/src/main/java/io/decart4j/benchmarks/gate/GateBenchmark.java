package io.decart4j.benchmarks.gate;

import io.decart4j.benchmarks.Figure;
import io.decart4j.proxy.GateLimits;
import io.decart4j.proxy.redis.RedisGate;
import io.decart4j.proxy.redis.RedisGateOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * What a queue at the gate costs Redis: a hundred sessions inside, and more and more who wait. The time of a step is Redis' own
 * count. Exits with 1 when a step with 5 000 waiting takes more than one and a half times as long as with ten.
 */
public final class GateBenchmark {

    private static final int INSIDE = 100;
    private static final int[] WAITING = {10, 1_000, 5_000};
    private static final double GOAL = 1.5;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private GateBenchmark() {}

    /**
     * Runs for about a minute and a half.
     *
     * @param args nothing, or the seconds that each queue is measured for
     */
    public static void main(String[] args) throws IOException {
        int seconds = args.length > 0 ? Integer.parseInt(args[0]) : 20;
        System.out.println("| waiting | steps a second | a step, µs | Redis busy, % |");
        System.out.println("|---:|---:|---:|---:|");
        double first = 0;
        double last = 0;
        for (int waiting : WAITING) {
            last = measured(waiting, seconds);
            first = first == 0 ? last : first;
        }
        double ratio = last / first;
        System.out.printf(
                Locale.ROOT, "%nLast to first: %.2f, goal %.1f: %s%n", ratio, GOAL, ratio <= GOAL ? "met" : "missed");
        System.out.println(new Figure("step", "growth", ratio, "ratio"));
        System.exit(ratio <= GOAL ? 0 : 1);
    }

    private static double measured(int waiting, int seconds) throws IOException {
        Disposable.Composite tickets = Disposables.composite();
        try (RedisProcess redis = new RedisProcess()) {
            RedisGate gate =
                    new RedisGate(redis.template(), new GateLimits(2, INSIDE, waiting), RedisGateOptions.DEFAULT);
            AtomicInteger inside = new AtomicInteger();
            AtomicInteger queued = new AtomicInteger();
            AtomicInteger ended = new AtomicInteger();
            come(gate, "inside", INSIDE, tickets, inside, ended);
            await(inside, INSIDE);
            come(gate, "waiting", waiting, tickets, queued, ended);
            await(queued, waiting);
            Mono.delay(RedisGateOptions.DEFAULT.lifetime()).block(PATIENCE); // until all ask as often as they will
            RedisProcess.Scripts before = redis.scripts();
            Mono.delay(Duration.ofSeconds(seconds)).block();
            RedisProcess.Scripts steps = redis.scripts().since(before);
            if (ended.get() > 0) {
                throw new IllegalStateException(ended + " were sent away");
            }
            double each = (double) steps.micros() / steps.calls();
            System.out.printf(
                    Locale.ROOT,
                    "| %d | %d | %.1f | %.1f |%n",
                    waiting,
                    steps.calls() / seconds,
                    each,
                    steps.micros() / 1e4 / seconds);
            return each;
        } finally {
            tickets.dispose();
        }
    }

    /** Each is counted at its first turn. */
    private static void come(
            RedisGate gate,
            String name,
            int count,
            Disposable.Composite tickets,
            AtomicInteger came,
            AtomicInteger ended) {
        Flux.range(0, count)
                .concatMap(i -> i % 20 == 0 ? Mono.delay(Duration.ofMillis(20)).thenReturn(i) : Mono.just(i))
                .doOnNext(i -> tickets.add(gate.enter(name + i)
                        .index()
                        .subscribe(
                                turn -> {
                                    if (turn.getT1() == 0) {
                                        came.incrementAndGet();
                                    }
                                },
                                e -> ended.incrementAndGet())))
                .blockLast(PATIENCE);
    }

    private static void await(AtomicInteger count, int wanted) {
        Flux.interval(Duration.ofMillis(20))
                .onBackpressureDrop()
                .takeUntil(tick -> count.get() >= wanted)
                .blockLast(PATIENCE);
    }
}
