package io.decart4j.spring.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** A bucket for each, in a clock of the test's own. */
class BucketsTest {

    private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 1_000_000); // about to overflow
    private final Buckets buckets = new Buckets(new RateLimit(3, Duration.ofSeconds(2), 2), clock::get);

    @Test
    void aBurstIsHadAtOnceAndThenOneForEachInterval() {
        for (int i = 0; i < 3; i++) {
            assertThat(buckets.take("ann")).isZero();
        }
        assertThat(buckets.take("ann")).isEqualTo(Duration.ofSeconds(2));
        assertThat(buckets.take("bob")).isZero();
        pass(Duration.ofMillis(1500));
        assertThat(buckets.take("ann")).isEqualTo(Duration.ofMillis(500));
        pass(Duration.ofMillis(500));
        assertThat(buckets.take("ann")).isZero();
        assertThat(buckets.take("ann")).isPositive();
        pass(Duration.ofHours(1));
        for (int i = 0; i < 3; i++) {
            assertThat(buckets.take("ann")).isZero();
        }
        assertThat(buckets.take("ann")).isPositive();
    }

    @Test
    void onlySoManyAreRememberedAndAmongThemWhoAskedLast() {
        for (int i = 0; i < 3; i++) {
            buckets.take("ann");
        }
        for (int i = 0; i < 1000; i++) {
            buckets.take("stranger " + i);
            assertThat(buckets.take("ann")).isPositive();
        }
        assertThat(buckets.size()).isEqualTo(2);
    }

    @Test
    void aLimitThatShouldBeNoneRefusesNobody() {
        Buckets none = new Buckets(new RateLimit(Integer.MAX_VALUE, Duration.ofSeconds(6), 2), clock::get);
        for (int i = 0; i < 1000; i++) {
            assertThat(none.take("ann")).isZero();
        }
    }

    @Test
    void aPauseOfAnyLengthIsOne() {
        Buckets one = new Buckets(new RateLimit(1, Duration.ofSeconds(Long.MAX_VALUE), 2), clock::get);
        assertThat(one.take("ann")).isZero();
        assertThat(one.take("ann")).isGreaterThan(Duration.ofDays(365 * 99));
    }

    private void pass(Duration time) {
        clock.addAndGet(time.toNanos());
    }
}
