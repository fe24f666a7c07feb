package io.decart4j.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

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
    void whoKeptTheLimitsNeverWaits() {
        StepVerifier.withVirtualTime(() -> new Cooldown(Duration.ofSeconds(1)).turn("good"))
                .expectNext(true)
                .verifyComplete();
    }

    @Test
    void whoBrokeALimitComesBackLateOneConnectionAtATimeUntilItIsForgiven() {
        Cooldown cooldown = new Cooldown(Duration.ofSeconds(1));
        StepVerifier.withVirtualTime(() -> {
                    cooldown.begin("bad");
                    return Flux.merge(
                                    cooldown.turn("bad").thenReturn("first"),
                                    cooldown.turn("bad").thenReturn("second"),
                                    cooldown.turn("good").thenReturn("other"))
                            .concatWith(Mono.delay(Duration.ofMillis(1001)).map(late -> "left " + cooldown.size()));
                })
                .expectNext("other")
                .expectNoEvent(Duration.ofSeconds(1))
                .expectNext("first")
                .expectNoEvent(Duration.ofSeconds(1))
                .expectNext("second")
                .thenAwait(Duration.ofMillis(1001))
                .expectNext("left 0")
                .verifyComplete();
    }

    @Test
    void onlySoManyConnectionsOfOneCallerWait() {
        Cooldown cooldown = new Cooldown(Duration.ofSeconds(1));
        cooldown.begin("bad");
        List<Boolean> turns = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            cooldown.turn("bad").filter(come -> !come).subscribe(turns::add);
        }
        assertThat(turns).hasSize(10).containsOnly(false);
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
