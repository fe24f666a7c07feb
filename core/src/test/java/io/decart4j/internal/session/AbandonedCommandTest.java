package io.decart4j.internal.session;

import static io.decart4j.internal.session.LedgerScript.play;

import org.junit.jupiter.api.Test;

/** Commands whose callers wait no longer: their acks may come late, or never. */
class AbandonedCommandTest {

    @Test
    void beforeItIsSentItLeavesNoTrace() {
        play("""
                image a | send a
                image b |
                image c |
                abandon b |
                pending | 2
                imageAck 1 | a=1 send c
                imageAck 2 | c=2
                """);
    }

    @Test
    void onTheWireItMakesRoomForTheNextAndItsAckIsSwallowed() {
        play("""
                image a | send a
                image b |
                abandon a | send b
                pending | 1
                imageAck 1 |
                imageAck 2 | b=2
                imageAck 3 |
                """);
    }

    @Test
    void itsAckIsSwallowedBeforeTheNextIsSent() {
        play("""
                image a | send a
                abandon a |
                pending | 0
                imageAck 1 |
                image b | send b
                imageAck 2 | b=2
                """);
    }

    @Test
    void severalLateAcksAreSwallowed() {
        play("""
                image a | send a
                abandon a |
                image b | send b
                abandon b |
                image c | send c
                imageAck 1 |
                imageAck 2 |
                imageAck 3 | c=3
                """);
    }

    @Test
    void aPromptsLateAckIsSwallowedByItsTextAlone() {
        play("""
                prompt p noir | send p
                prompt q neon | send q
                abandon p |
                prompt r noir | send r
                promptAck neon 1 | q=1
                promptAck noir 2 |
                promptAck noir 3 | r=3
                """);
    }

    /** The late ack is the second's, however early it was given up. */
    @Test
    void aLaterEqualPromptLeavesTheEarlierItsAck() {
        play("""
                prompt p noir | send p
                prompt q noir | send q
                abandon q |
                promptAck noir 1 | p=1
                promptAck noir 2 |
                prompt r noir | send r
                promptAck noir 3 | r=3
                """);
    }

    @Test
    void aLateAckWithoutTextIsSwallowedToo() {
        play("""
                prompt p noir | send p
                prompt q neon | send q
                abandon p |
                promptAck null 1 |
                promptAck null 2 | q=2
                """);
    }

    @Test
    void acksWithoutTextStayInOrderAroundAnAbandonedEqualPrompt() {
        play("""
                prompt p noir | send p
                prompt q neon | send q
                prompt r noir | send r
                abandon r |
                promptAck null 1 | p=1
                promptAck null 2 | q=2
                promptAck null 3 |
                """);
    }

    @Test
    void whatIsNotHeldCannotBeAbandoned() {
        play("""
                abandon a |
                image a | send a
                prompt p noir | send p
                imageAck 1 | a=1
                promptAck noir 2 | p=2
                abandon a |
                abandon p |
                pending | 0
                image b | send b
                abandon b |
                abandon b |
                pending | 0
                image c | send c
                imageAck 3 |
                imageAck 4 | c=4
                """);
    }

    /** The server never answered the first: the ack was the second's, and the rest is in step again. */
    @Test
    void theDoubtfulAckIsUsedWhenNoOtherComes() {
        play("""
                image a | send a
                abandon a |
                image b | send b
                image c |
                imageAck 2 |
                abandon b | b=2 send c
                pending | 1
                imageAck 3 | c=3
                """);
    }

    @Test
    void theDoubtfulAckIsAPromptsTooWithTextAndWithout() {
        play("""
                prompt p noir | send p
                abandon p |
                prompt q noir | send q
                promptAck noir 2 |
                abandon q | q=2
                prompt r neon | send r
                abandon r |
                prompt s mono | send s
                promptAck null 4 |
                abandon s | s=4
                pending | 0
                """);
    }

    @Test
    void ofTwoDoubtfulAcksTheLaterIsUsed() {
        play("""
                image a | send a
                abandon a |
                image b | send b
                abandon b |
                image c | send c
                imageAck 2 |
                imageAck 3 |
                abandon c | c=3
                """);
    }

    /** It came before the second was sent. */
    @Test
    void anAckThatCameBeforeIsNotDoubtful() {
        play("""
                image a | send a
                abandon a |
                imageAck 1 |
                image b | send b
                abandon b |
                image c | send c
                imageAck 2 |
                imageAck 3 | c=3
                """);
    }

    @Test
    void aCancelledCommandLeavesWhatAnAbandonedOneDoes() {
        play("""
                image a | send a
                image b |
                image c |
                cancel b |
                cancel a | send c
                pending | 1
                imageAck 1 |
                imageAck 3 | c=3
                prompt p noir | send p
                cancel p |
                cancel p |
                prompt q noir | send q
                promptAck noir 4 |
                promptAck noir 5 | q=5
                pending | 0
                """);
    }

    /** A caller that replaces its command before each ack: were one taken for answered, all after it were out of step. */
    @Test
    void aCancelledCommandIsNotSettledByADoubtfulAck() {
        play("""
                image a | send a
                cancel a |
                image b | send b
                imageAck 1 |
                cancel b |
                image c | send c
                imageAck 2 |
                imageAck 3 | c=3
                """);
    }

    /** As many as may be pending; the oldest, whose ack is the least likely still to come, is forgotten first. */
    @Test
    void onlySoManyAreRemembered() {
        play(2, """
                prompt p one | send p
                abandon p |
                prompt q two | send q
                abandon q |
                prompt r three | send r
                abandon r |
                prompt s one | send s
                promptAck one 4 | s=4
                prompt t two | send t
                promptAck two 2 |
                promptAck two 5 | t=5
                """);
    }

    @Test
    void onlySoManyImagesAreRemembered() {
        play(1, """
                image a | send a
                abandon a |
                image b | send b
                abandon b |
                image c | send c
                imageAck 2 |
                imageAck 3 | c=3
                """);
    }
}
