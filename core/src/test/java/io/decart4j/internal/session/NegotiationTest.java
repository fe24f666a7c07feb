package io.decart4j.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Which descriptions are applied; an answer that is not would throw in the peer connection and end the attempt. */
class NegotiationTest {

    private final Negotiation negotiation = new Negotiation();

    @Test
    void anAnswerToNothingIsStale() {
        assertThat(negotiation.takesAnswer()).isFalse();
    }

    @Test
    void aSecondAnswerIsADuplicate() {
        negotiation.offered();

        assertThat(negotiation.takesAnswer()).isTrue();
        assertThat(negotiation.takesAnswer()).isFalse();
    }

    @Test
    void everyOfferIsWorthOneAnswer() {
        negotiation.offered();
        assertThat(negotiation.takesAnswer()).isTrue();

        negotiation.offered();
        assertThat(negotiation.takesAnswer()).isTrue();
        assertThat(negotiation.takesAnswer()).isFalse();
    }

    /** Two offers under way are one in the peer connection: the later replaces the earlier. */
    @Test
    void aRepeatedOfferIsWorthOneAnswerToo() {
        negotiation.offered();
        negotiation.offered();

        assertThat(negotiation.takesAnswer()).isTrue();
        assertThat(negotiation.takesAnswer()).isFalse();
    }

    /** An answer that counts for nothing must not count as the first description either. */
    @Test
    void aServersOfferIsNotTakenBeforeTheFirstNegotiation() {
        assertThat(negotiation.takesOffer()).isFalse();
        negotiation.takesAnswer();
        assertThat(negotiation.takesOffer()).isFalse();
    }

    @Test
    void aServersOfferIsTakenWhenAllIsSettled() {
        negotiation.offered();
        negotiation.takesAnswer();

        assertThat(negotiation.takesOffer()).isTrue();
        assertThat(negotiation.takesOffer()).as("another one later").isTrue();
    }

    @Test
    void inGlareTheClientsOfferWinsAndItsAnswerIsStillTaken() {
        negotiation.offered();
        assertThat(negotiation.takesOffer()).as("first offer").isFalse();
        assertThat(negotiation.takesAnswer()).isTrue();

        negotiation.offered();
        assertThat(negotiation.takesOffer()).as("later offer").isFalse();
        assertThat(negotiation.takesAnswer()).isTrue();
        assertThat(negotiation.takesOffer()).isTrue();
    }

    @Test
    void aServersOfferMakesNoAnswerOfItsOwnDue() {
        negotiation.offered();
        negotiation.takesAnswer();
        negotiation.takesOffer();

        assertThat(negotiation.takesAnswer()).isFalse();
    }
}
