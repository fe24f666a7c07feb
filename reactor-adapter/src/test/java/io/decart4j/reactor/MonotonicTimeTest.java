package io.decart4j.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
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
    void isVirtualWhereTheTimersAre() {
        VirtualTimeScheduler timers = VirtualTimeScheduler.getOrSet();
        long before = MonotonicTime.nanos();
        timers.advanceTimeBy(Duration.ofHours(7));
        assertThat(MonotonicTime.nanos() - before).isEqualTo(Duration.ofHours(7).toNanos());
    }
}
