package io.decart4j.internal.session;

import static io.decart4j.internal.session.LedgerScript.play;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.decart4j.message.ClientMessage;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whose ack is whose when every command waits for it; for those that do not see {@link AbandonedCommandTest}. */
class CommandLedgerTest {

    @Test
    void oneImageCommandIsOnTheWireAndTheOthersWaitTheirTurn() {
        play("""
                image a | send a
                image b |
                passthrough c |
                imageAck 1 | a=1 send b
                imageAck 2 | b=2 send c
                image d |
                imageAck 3 | c=3 send d
                imageAck 4 | d=4
                image e | send e
                """);
    }

    @Test
    void promptsGoOutAtOnceAndBesideAnImage() {
        play("""
                image a | send a
                prompt p noir | send p
                prompt q noir | send q
                promptAck noir 1 | p=1
                imageAck 2 | a=2
                promptAck noir 3 | q=3
                """);
    }

    @Test
    void promptsAreToldApartByTheirTextInAnyOrder() {
        play("""
                prompt p noir | send p
                prompt q neon | send q
                promptAck neon 1 | q=1
                promptAck noir 2 | p=2
                """);
    }

    @Test
    void equalPromptsAreAnsweredFirstInFirstOut() {
        play("""
                prompt p noir | send p
                prompt q noir | send q
                prompt r neon | send r
                prompt s noir | send s
                promptAck noir 1 | p=1
                promptAck noir 2 | q=2
                promptAck noir 3 | s=3
                promptAck neon 4 | r=4
                """);
    }

    @Test
    void anAckWithoutTextIsTheOldestPrompts() {
        play("""
                prompt p noir | send p
                prompt q neon | send q
                prompt r noir | send r
                promptAck null 1 | p=1
                promptAck null 2 | q=2
                promptAck null 3 | r=3
                """);
    }

    @Test
    void acksWithAndWithoutTextMix() {
        play("""
                prompt p noir | send p
                prompt q neon | send q
                prompt r noir | send r
                promptAck neon 1 | q=1
                promptAck null 2 | p=2
                promptAck noir 3 | r=3
                promptAck null 4 |
                """);
    }

    @Test
    void whatNobodyAskedForIsNobodys() {
        play("""
                imageAck 1 |
                promptAck noir 2 |
                promptAck null 3 |
                image a | send a
                prompt p noir | send p
                promptAck neon 4 |
                pending | 2
                imageAck 5 | a=5
                imageAck 6 |
                promptAck noir 7 | p=7
                promptAck noir 8 |
                pending | 0
                """);
    }

    /** As far as it can be told: a duplicate is swallowed when nothing like it is on the wire. */
    @Test
    void aDuplicateAckDoesNotReachAWaitingCommand() {
        play("""
                image a | send a
                imageAck 1 | a=1
                imageAck 1 |
                image b | send b
                imageAck 2 | b=2
                """);
    }

    @Test
    void aRefusalReachesTheOneThatWasRefused() {
        CommandLedger<String> ledger = new CommandLedger<>(1);
        ledger.add("p", new ClientMessage.Prompt("noir", null));

        assertThat(ledger.promptAck("noir", new Ack(false, "moderated")))
                .isEqualTo(new CommandLedger.Effect<>("p", new Ack(false, "moderated"), null, null));
    }

    @Test
    void aLostConnectionGivesBackEverythingOldestFirst() {
        play("""
                image a | send a
                prompt p zzz | send p
                image b |
                prompt q mmm | send q
                image c |
                prompt r aaa | send r
                prompt s zzz | send s
                drain | a b c p q r s
                pending | 0
                drain |
                imageAck 1 |
                promptAck zzz 2 |
                promptAck null 3 |
                """);
    }

    /** Not that anyone should: a ledger belongs to one connection. */
    @Test
    void nothingOfBeforeADrainIsLeft() {
        play("""
                image a | send a
                prompt p noir | send p
                abandon a |
                abandon p |
                drain |
                image b | send b
                prompt q noir | send q
                imageAck 1 | b=1
                promptAck noir 2 | q=2
                """);
    }

    @Test
    void waitingCommandsCountAgainstTheCapacityAndSettledOnesDoNot() {
        play(3, """
                image a | send a
                image b |
                pending | 2
                prompt p noir | send p
                pending | 3 full
                imageAck 1 | a=1 send b
                pending | 2
                image c |
                pending | 3 full
                abandon c |
                pending | 2
                abandon p |
                pending | 1
                """);
    }

    @Test
    void aFullLedgerRefusesAndIsNoneTheWorse() {
        CommandLedger<String> ledger = new CommandLedger<>(1);
        ledger.add("a", new ClientMessage.Passthrough());

        assertThatIllegalStateException()
                .isThrownBy(() -> ledger.add("b", new ClientMessage.Passthrough()))
                .withMessage("no room");
        assertThat(ledger.pending()).isEqualTo(1);
        assertThat(ledger.drain()).isEqualTo(List.of("a"));
    }

    @Test
    void aMessageWithoutAnAckIsRefusedAndTakesNoPlace() {
        CommandLedger<String> ledger = new CommandLedger<>(1);

        assertThatIllegalStateException()
                .isThrownBy(() -> ledger.add("offer", new ClientMessage.Offer("v=0")))
                .withMessage("has no ack: Offer");
        assertThat(ledger.pending()).isZero();
        assertThat(ledger.hasRoom()).isTrue();
    }
}
