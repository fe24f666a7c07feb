package io.decart4j.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.decart4j.error.ConnectionException;
import io.decart4j.event.SessionEvent;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryRuleTest {

    private final ConnectionException loss = ConnectionException.failed("lost", null);

    @ParameterizedTest
    @CsvSource({
        "true, 0, 0 50 100 200 400 400",
        "true, 0, 50 0 100",
        "true, 9, 0 0 0",
        "false, 0, 0 50 0",
        "false, 0, 100 50",
        "false, 0, 50 50",
        "false, 0, 0 10",
        "false, 0, 401"
    })
    void knowsWhichWaitsMayFollow(boolean legal, int secondsUp, String waits) {
        RetryRule rule = new RetryRule();
        int[] millis =
                Arrays.stream(waits.split(" ")).mapToInt(Integer::parseInt).toArray();
        assertThat(Arrays.stream(millis).allMatch(wait -> rule.test(loss) && allows(rule, wait, secondsUp)))
                .isEqualTo(legal);
    }

    @Test
    void anAttemptThatThePolicyWasNotAskedForMayNotCome() {
        RetryRule rule = new RetryRule();
        assertThat(rule.test(loss)).isTrue();
        assertThat(IntStream.range(0, 2).mapToObj(i -> allows(rule, 50 << i, 0)))
                .containsExactly(true, false);
    }

    @Test
    void throwsOnceItIsToldTo() {
        RetryRule rule = new RetryRule();
        rule.throwNext();
        assertThat(rule.hasThrown()).isFalse();
        assertThatThrownBy(() -> rule.test(loss)).isInstanceOf(LinkageError.class);
        assertThat(rule.hasThrown()).isTrue();
    }

    private boolean allows(RetryRule rule, int millis, int secondsUp) {
        return rule.allows(
                new SessionEvent.Reconnecting(1, Duration.ofMillis(millis), loss), Duration.ofSeconds(secondsUp));
    }
}
