package io.decart4j.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Parts that need no socket. */
class SmallPartsTest {

    @Test
    void theIntakeFillsUpAgain() {
        Intake intake = new Intake(ProxyLimits.DEFAULT.withMessageRate(10, 2), 0);
        assertThat(intake.takes(1, 0)).isTrue();
        assertThat(intake.takes(1, 0)).isTrue();
        assertThat(intake.takes(1, 0)).isFalse();
        assertThat(intake.takes(1, Duration.ofSeconds(1).toNanos())).isTrue();
    }

    @Test
    void reasonsAreCutBetweenCharacters() {
        Ending ending = Ending.refused("ä".repeat(100));
        assertThat(ending.shortReason()).isEqualTo("ä".repeat(61));
    }

    @Test
    void theKeyIsTakenOutWhereverItStands() {
        KeyGuard guard = new KeyGuard("abc");
        assertThat(guard.clean("abc")).isEqualTo("***");
        assertThat(guard.clean("ababcabcab")).isEqualTo("ab******ab");
        assertThat(guard.clean("nothing")).isEqualTo("nothing");
    }

    @Test
    void limitsSayWhatTheyTake() {
        assertThatThrownBy(() -> ProxyLimits.DEFAULT.withMaxFrameBytes(0))
                .hasMessage("maxFrameBytes takes 1 to 33554432, not 0");
        assertThatThrownBy(() -> ProxyLimits.DEFAULT.withLiveness(
                        Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(9)))
                .hasMessageContaining("silence takes more than PT5S");
        assertThatThrownBy(() -> new GateLimits(0, 1, 1)).hasMessage("perUser takes 1 or more, not 0");
    }
}
