package io.decart4j.frames;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.test.scheduler.VirtualTimeScheduler;

class FrameRateLimitTest {

    private VirtualTimeScheduler time;

    @BeforeEach
    void virtualTime() {
        time = VirtualTimeScheduler.getOrSet();
    }

    @AfterEach
    void realTime() {
        VirtualTimeScheduler.reset();
    }

    @ParameterizedTest
    @CsvSource({"30,10,100", "30,20,200", "30,7,70", "60,1,10", "25,30,250", "30,30,300"})
    void ofAFasterSourceAsManyPassAsTheLimitSays(int source, double limit, int inTenSeconds) {
        FrameRateLimit rate = new FrameRateLimit(limit);
        assertThat(passing(rate, source, 10)).isBetween(inTenSeconds - 1, inTenSeconds + 1);
    }

    @Test
    void aSourceOfJustThatRateLosesNothingToItsJitter() {
        FrameRateLimit rate = new FrameRateLimit(30);
        Random jitter = new Random(1);
        int passed = 0;
        long last = 0;
        for (int i = 1; i <= 300; i++) {
            long at = i * 1_000_000_000L / 30 + jitter.nextInt(-12_000_000, 12_000_000);
            time.advanceTimeBy(Duration.ofNanos(at - last));
            last = at;
            passed += rate.passes() ? 1 : 0;
        }
        assertThat(passed).isEqualTo(300);
    }

    @Test
    void whatWasLeftOutInAPauseIsNotMadeGoodForAfterIt() {
        FrameRateLimit rate = new FrameRateLimit(10);
        assertThat(rate.passes()).isTrue();
        time.advanceTimeBy(Duration.ofMinutes(1));
        assertThat(rate.passes()).isTrue();
        assertThat(rate.passes()).isFalse();
        assertThat(passing(rate, 100, 1)).isBetween(9, 11);
    }

    @Test
    void anotherLimitHoldsFromThenOn() {
        FrameRateLimit rate = new FrameRateLimit(Double.POSITIVE_INFINITY);
        assertThat(passing(rate, 30, 1)).isEqualTo(30);
        rate.limit(5);
        assertThat(passing(rate, 30, 2)).isBetween(9, 11);
        rate.limit(1);
        assertThat(passing(rate, 30, 5)).isBetween(4, 6);
        rate.limit(20);
        assertThat(passing(rate, 30, 2)).isBetween(38, 41);
    }

    @Test
    void afterARestartTheNextPassesAtOnce() {
        FrameRateLimit rate = new FrameRateLimit(1);
        assertThat(rate.passes()).isTrue();
        assertThat(rate.passes()).isFalse();
        rate.restart();
        assertThat(rate.passes()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN})
    void whatIsNoRateIsRefused(double rate) {
        assertThatThrownBy(() -> new FrameRateLimit(rate)).hasMessageContaining("framesPerSecond takes more than 0");
    }

    private int passing(FrameRateLimit rate, int source, int seconds) {
        int passed = 0;
        for (int i = 0; i < source * seconds; i++) {
            passed += rate.passes() ? 1 : 0;
            time.advanceTimeBy(Duration.ofNanos(1_000_000_000L / source));
        }
        return passed;
    }
}
