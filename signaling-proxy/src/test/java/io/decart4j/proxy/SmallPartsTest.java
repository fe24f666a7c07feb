package io.decart4j.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.decart4j.error.InvalidOptionException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

/** Parts that need no socket. */
class SmallPartsTest {

    @Test
    void theIntakeFillsUpAgain() {
        RateLimit rateLimit = new RateLimit(
                ProxyLimits.builder().messagesPerSecond(10).messageBurst(2).build(), 0);
        assertThat(rateLimit.takes(1, 0)).isTrue();
        assertThat(rateLimit.takes(1, 0)).isTrue();
        assertThat(rateLimit.takes(1, 0)).isFalse();
        assertThat(rateLimit.takes(1, Duration.ofSeconds(1).toNanos())).isTrue();
    }

    @Test
    void reasonsAreCutBetweenCharacters() {
        CloseReason ending = CloseReason.refused("ä".repeat(100));
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
        assertThatThrownBy(() -> ProxyLimits.builder().maxFrameBytes(0).build())
                .hasMessage("maxFrameBytes takes 1 to 33554432, not 0");
        assertThatThrownBy(() -> ProxyLimits.builder()
                        .ping(Duration.ofSeconds(5))
                        .silence(Duration.ofSeconds(5))
                        .frameTime(Duration.ofSeconds(9))
                        .build())
                .hasMessageContaining("silence takes more than PT5S");
        assertThatThrownBy(() -> new GateLimits(0, 1, 1)).hasMessage("perUser takes 1 or more, not 0");
    }

    @Test
    void whatASecondTryCannotMendIsSaidInWordsThatOfficialClientsKnow() {
        assertThat(CloseReason.forbidden("Your trial is over").reason()).isEqualTo("Not allowed: Your trial is over");
        for (String known : new String[] {
            "Unauthorized", "Model not allowed: x", "Invalid session: no such address", "PERMISSION DENIED", "HTTP 401"
        }) {
            assertThat(CloseReason.forbidden(known).reason()).isEqualTo(known);
        }
    }

    @Test
    void aCooldownOfAnyLengthIsOne() {
        Cooldown cooldown = new Cooldown(ProxyLimits.builder()
                .cooldown(Duration.ofMillis(Long.MAX_VALUE))
                .build()
                .cooldown());
        cooldown.begin("bad", cooldown.began());
        cooldown.begin("bad", cooldown.began());
        List<Boolean> come = new ArrayList<>();
        Disposable waits = cooldown.turn("bad").subscribe(come::add);
        assertThat(come).isEmpty();
        assertThat(cooldown.size()).isOne();
        waits.dispose();
    }

    @Test
    void noParameterOfAClientStandsInForOneOfTheProxy() {
        SignalingProxyBuilder builder = SignalingProxy.builder("dct_test", request -> Mono.empty());
        for (String name : new String[] {"api_key", "model", "resolution", "user_agent", " "}) {
            assertThatThrownBy(() -> builder.queryParameters(Set.of(name)))
                    .isInstanceOf(InvalidOptionException.class)
                    .hasMessageContaining("queryParameters takes names other than api_key");
        }
    }
}
