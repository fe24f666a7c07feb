package io.decart4j.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.test.scheduler.VirtualTimeScheduler;

class CooldownTest {

    private VirtualTimeScheduler time;
    private Cooldown cooldown;
    private final List<String> come = new ArrayList<>();

    @BeforeEach
    void begin() {
        time = VirtualTimeScheduler.getOrSet();
        cooldown = new Cooldown(Duration.ofSeconds(1));
    }

    @AfterEach
    void end() {
        VirtualTimeScheduler.reset();
    }

    @Test
    void whoKeptTheLimitsNeverWaits() {
        strike("bad");
        connect("good", "one");
        connect("good", "two");
        assertThat(come).containsExactly("one", "two");
    }

    @Test
    void whoBrokeALimitComesBackLateOneConnectionAtATime() {
        strike("bad");
        connect("bad", "one");
        connect("bad", "two");
        after(Duration.ofMillis(999));
        assertThat(come).isEmpty();
        after(Duration.ofMillis(1));
        assertThat(come).containsExactly("one");
        after(Duration.ofSeconds(1));
        assertThat(come).containsExactly("one", "two");
    }

    @Test
    void whoDoesItAgainWaitsTwiceAsLongUpToAMinute() {
        for (int wait : new int[] {1, 2, 4, 8, 16, 32, 64, 64}) {
            strike("bad");
            String name = come.size() + " came before";
            connect("bad", name);
            after(Duration.ofSeconds(wait).minusMillis(1));
            assertThat(come).doesNotContain(name);
            after(Duration.ofMillis(1));
            assertThat(come).contains(name);
        }
    }

    @Test
    void connectionsThatBreakALimitAtTheSameTimeAreOneOffence() {
        long began = cooldown.began();
        after(Duration.ofMillis(10));
        cooldown.begin("bad", began);
        cooldown.begin("bad", began);
        cooldown.begin("bad", began);
        connect("bad", "one");
        after(Duration.ofSeconds(1));
        assertThat(come).containsExactly("one");
    }

    @Test
    void whoKeepsTheLimitsForAsLongIsForgiven() {
        strike("bad");
        connect("bad", "one");
        strike("bad");
        after(Duration.ofSeconds(3));
        assertThat(cooldown.size()).isOne();
        after(Duration.ofSeconds(2));
        assertThat(cooldown.size()).isZero();
        strike("bad");
        connect("bad", "two");
        after(Duration.ofSeconds(1));
        assertThat(come).containsExactly("one", "two");
    }

    @Test
    void onlySoManyConnectionsOfOneCallerWait() {
        strike("bad");
        List<Disposable> waiting = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            waiting.add(connect("bad", "waits"));
        }
        connect("bad", "one");
        assertThat(come).containsExactly("not one");
        waiting.get(3).dispose();
        connect("bad", "two");
        assertThat(come).containsExactly("not one");
        after(Duration.ofMinutes(1));
        assertThat(come).hasSize(11).contains("two");
        assertThat(cooldown.size()).isZero();
    }

    /** Breaks a limit with a connection that has just begun. */
    private void strike(String caller) {
        cooldown.begin(caller, cooldown.began());
    }

    private Disposable connect(String caller, String name) {
        return cooldown.turn(caller).subscribe(turn -> come.add(turn ? name : "not " + name));
    }

    private void after(Duration some) {
        time.advanceTimeBy(some);
    }
}
