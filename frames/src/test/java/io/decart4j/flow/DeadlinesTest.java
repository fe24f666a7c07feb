package io.decart4j.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;

/** Each limit ends when it should, with one task for all. */
class DeadlinesTest extends VirtualTimeTest {

    private final List<String> expired = new ArrayList<>();
    private Deadlines deadlines;

    @BeforeEach
    void inVirtualTime() {
        deadlines = new Deadlines();
    }

    @Test
    void theyExpireInTheirOrderAndNotBefore() {
        set(30, "c");
        set(10, "a");
        set(20, "b");
        set(20, "b2");
        pass(Duration.ofMillis(9));
        assertThat(expired).isEmpty();
        pass(Duration.ofMillis(1));
        assertThat(expired).containsExactly("a");
        pass(Duration.ofMillis(10));
        assertThat(expired).containsExactly("a", "b", "b2");
        pass(Duration.ofMillis(10));
        assertThat(expired).containsExactly("a", "b", "b2", "c");
    }

    @Test
    void whatIsDisposedOfDoesNotExpireAndDelaysNobody() {
        set(10, "gone").dispose();
        pass(Duration.ofMillis(5));
        set(10, "later");
        pass(Duration.ofMillis(9));
        assertThat(expired).isEmpty();
        pass(Duration.ofMillis(1));
        assertThat(expired).containsExactly("later");
    }

    @Test
    void aThousandOneAfterTheOtherAreOneTask() {
        long before = scheduledTasks();
        for (int i = 0; i < 1000; i++) {
            set(15_000, "never").dispose();
            pass(Duration.ofMillis(1));
        }
        assertThat(scheduledTasks() - before).isLessThanOrEqualTo(1);
        pass(Duration.ofMinutes(1));
        assertThat(expired).isEmpty();
    }

    @Test
    void afterTheEndNothingExpires() {
        set(10, "never");
        deadlines.dispose();
        pass(Duration.ofMillis(20));
        assertThat(expired).isEmpty();
    }

    @Test
    void aLimitOfAnySizeKeepsNoOtherFromExpiring() {
        deadlines.set(Duration.ofNanos(Long.MAX_VALUE), () -> expired.add("never"));
        deadlines.set(Duration.ofMillis(Long.MAX_VALUE), () -> expired.add("never"));
        deadlines.set(Duration.ofSeconds(Long.MAX_VALUE), () -> expired.add("never"));
        set(100, "soon");
        pass(Duration.ofMillis(100));
        assertThat(expired).containsExactly("soon");
        pass(Duration.ofDays(1000));
        assertThat(expired).containsExactly("soon");
    }

    private Disposable set(long millis, String name) {
        return deadlines.set(Duration.ofMillis(millis), () -> expired.add(name));
    }
}
