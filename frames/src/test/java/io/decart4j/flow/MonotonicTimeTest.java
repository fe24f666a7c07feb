package io.decart4j.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.test.scheduler.VirtualTimeScheduler;

class MonotonicTimeTest {

    @AfterEach
    void inRealTime() {
        VirtualTimeScheduler.reset();
    }

    @Test
    void isFinerThanTheWallClockAndNeverGoesBack() {
        long start = System.nanoTime();
        long first = MonotonicTime.nanos();
        long last = first;
        int steps = 0;
        while (steps < 1000) {
            long next = MonotonicTime.nanos();
            assertThat(next).isGreaterThanOrEqualTo(last);
            steps += next > last ? 1 : 0;
            last = next;
        }
        assertThat(last - first).isLessThanOrEqualTo(System.nanoTime() - start);
    }

    @Test
    void isNotMovedByTheWallClock() {
        try (WallClockSteps clock = new WallClockSteps()) {
            long before = MonotonicTime.nanos();
            clock.back(Duration.ofHours(1));
            assertThat(MonotonicTime.since(before))
                    .isLessThan(Duration.ofMinutes(1))
                    .isPositive();
            assertThat(WallClock.now()).isBefore(Instant.now().minus(Duration.ofMinutes(59)));
            assertThat(MonotonicTime.isVirtual()).isFalse();
            // Virtual time begins at 0, which a clock may come to be set to as well.
            clock.back(Duration.ofMillis(WallClock.now().toEpochMilli()));
            assertThat(MonotonicTime.since(before))
                    .isLessThan(Duration.ofMinutes(1))
                    .isPositive();
        }
    }

    @Test
    void isVirtualWhereTheTimersAre() {
        VirtualTimeScheduler timers = VirtualTimeScheduler.getOrSet();
        assertThat(MonotonicTime.isVirtual()).isTrue();
        long before = MonotonicTime.nanos();
        timers.advanceTimeBy(Duration.ofHours(7));
        assertThat(MonotonicTime.nanos() - before).isEqualTo(Duration.ofHours(7).toNanos());
    }
}
