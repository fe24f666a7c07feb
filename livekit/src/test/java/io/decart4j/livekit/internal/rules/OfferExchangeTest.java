package io.decart4j.livekit.internal.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.webrtc.IceCandidate;
import org.junit.jupiter.api.Test;

class OfferExchangeTest {

    private static final IceCandidate ONE = new IceCandidate("candidate:1", "0", 0, null);
    private static final IceCandidate TWO = new IceCandidate("candidate:2", "0", 0, null);

    private final OfferExchange exchange = new OfferExchange();

    @Test
    void countsFromOneAndTakesOnlyTheNewestAnswer() {
        assertThat(exchange.isAnswer(0)).isFalse();
        assertThat(exchange.offer()).isEqualTo(1);
        assertThat(exchange.isAnswer(1)).isTrue();
        assertThat(exchange.offer()).isEqualTo(2);
        assertThat(exchange.isAnswer(1)).isFalse();
        assertThat(exchange.isAnswer(2)).isTrue();
        assertThat(exchange.isAnswer(0)).isTrue();
        exchange.answered();
        assertThat(exchange.isAnswer(2)).isFalse();
    }

    @Test
    void candidatesWaitForTheAnswer() {
        exchange.offer();
        assertThat(exchange.hold(ONE)).isTrue();
        assertThat(exchange.hold(TWO)).isTrue();

        assertThat(exchange.answered()).containsExactly(ONE, TWO);
        assertThat(exchange.answered()).isEmpty();
        assertThat(exchange.hold(ONE)).isFalse();
    }

    @Test
    void candidatesOfAVoidOfferAreVoid() {
        exchange.offer();
        exchange.hold(ONE);
        exchange.offer();
        exchange.hold(TWO);

        assertThat(exchange.answered()).containsExactly(TWO);
    }
}
