package io.decart4j.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** A secret that a server quotes. */
class RedactedMessageTest {

    private static final String SECRET = "s3cret";
    private static final String SAID = "said " + SECRET;

    private static final List<ServerMessage> QUOTING = List.of(
            new ServerMessage.SessionId(SAID, SAID, 1),
            new ServerMessage.PromptAck("a prompt", false, SAID),
            new ServerMessage.SetImageAck(false, SAID),
            new ServerMessage.IceCandidate(new Candidate(SAID, "0", 0, null)),
            new ServerMessage.GenerationEnded(1, SAID),
            new ServerMessage.ErrorMessage(SAID),
            new ServerMessage.Status(SAID),
            new ServerMessage.LivekitRoomInfo(SAID, "token", SAID, SAID),
            new ServerMessage.Unknown(SAID));

    private static final List<ServerMessage> WITHOUT_WORDS = List.of(
            new ServerMessage.Answer("v=0"),
            new ServerMessage.Offer("v=0"),
            new ServerMessage.Ready(),
            new ServerMessage.GenerationStarted(),
            new ServerMessage.GenerationTick(1),
            new ServerMessage.IceRestart(null),
            new ServerMessage.QueuePosition(1, 2),
            new ServerMessage.PromptAck("a prompt", true, null),
            new ServerMessage.SetImageAck(true, null),
            new ServerMessage.IceCandidate(null));

    @Test
    void isInNoWordsThatGoOn() {
        assertThat(QUOTING)
                .allSatisfy(message -> assertThat(message.redacted(RedactedMessageTest::clean))
                        .hasSameClassAs(message)
                        .asString()
                        .doesNotContain(SECRET)
                        .contains("said ***"));
    }

    @Test
    void whatHasNoWordsStaysAsItIs() {
        assertThat(WITHOUT_WORDS)
                .allSatisfy(message ->
                        assertThat(message.redacted(RedactedMessageTest::clean)).isEqualTo(message));
    }

    @Test
    void everyKindIsAmongThem() {
        assertThat(ServerMessage.class.getPermittedSubclasses())
                .allSatisfy(kind -> assertThat(QUOTING.stream().anyMatch(kind::isInstance)
                                || WITHOUT_WORDS.stream().anyMatch(kind::isInstance))
                        .as(kind.getSimpleName())
                        .isTrue());
    }

    private static String clean(String said) {
        return said.replace(SECRET, "***");
    }
}
