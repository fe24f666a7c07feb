package io.decart4j.flow;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import reactor.test.scheduler.VirtualTimeScheduler;

/** Time passes when the test says so. */
abstract class VirtualTimeTest {

    private VirtualTimeScheduler time;

    @BeforeEach
    final void virtualTime() {
        time = VirtualTimeScheduler.getOrSet();
    }

    @AfterEach
    final void realTime() {
        VirtualTimeScheduler.reset();
    }

    final void pass(Duration duration) {
        time.advanceTimeBy(duration);
    }

    final long scheduledTasks() {
        return time.getScheduledTaskCount();
    }
}
