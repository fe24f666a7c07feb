package io.decart4j.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.error.DecartException;
import io.decart4j.error.ErrorCode;
import io.decart4j.error.PhaseTimeoutException;
import io.decart4j.event.SessionEvent;
import io.decart4j.message.Candidate;
import io.decart4j.message.ClientMessage;
import io.decart4j.message.ServerMessage;
import io.decart4j.webrtc.IceCandidate;
import io.decart4j.webrtc.PeerConnection;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/**
 * What docs/protocol.md says of the negotiation, with real peer connections and a scripted channel: C15, C19 to C23 and
 * C30.
 */
class NegotiationConformanceTest {

    private static List<String> sections(String sdp) {
        return List.of(sdp.substring(sdp.indexOf("m=")).split("(?=\r\nm=)")).stream()
                .map(String::strip)
                .toList();
    }

    @Test
    void C15_aViewerOffersToReceiveVideoThenAudioWithoutHints() {
        try (DirectScript script = DirectScript.viewer()) {
            String offer = script.sent(ClientMessage.Offer.class, 0).sdp();
            assertThat(sections(offer)).hasSize(2).allMatch(section -> section.contains("a=recvonly"));
            assertThat(sections(offer).get(0)).startsWith("m=video ");
            assertThat(sections(offer).get(1)).startsWith("m=audio ");
            assertThat(offer).doesNotContain("x-google");
            script.connect(script.server());
        }
    }

    @Test
    void C19_anOfferOfTheServerIsAnswered() {
        try (DirectScript script = DirectScript.producer()) {
            PeerConnection server = script.server();
            script.connect(server);
            String offer = Objects.requireNonNull(server.offer(Mono::just).block(Studio.PATIENCE));
            script.link.accept(new ServerMessage.Offer(offer));
            String answer = script.sent(ClientMessage.Answer.class, 0).sdp();
            server.accept(answer).block(Studio.PATIENCE);
        }
    }

    @Test
    void C20_nullAndEmptyCandidatesAreIgnored() {
        try (DirectScript script = DirectScript.producer()) {
            PeerConnection server = script.server();
            ServerMessage none = new ServerMessage.IceCandidate(null);
            ServerMessage empty = new ServerMessage.IceCandidate(new Candidate("", null, null, null));
            String answer = script.answerOf(server, 0);
            script.link.accept(none);
            script.link.accept(empty);
            script.link.accept(new ServerMessage.Answer(answer));
            script.link.accept(none);
            script.link.accept(empty);
            DirectScript.candidatesOf(server).forEach(one -> script.link.accept(DirectScript.candidate(one)));
            script.awaitUp(0);
        }
    }

    @Test
    void C21_candidatesBeforeTheAnswerAreAppliedAfterIt() {
        try (DirectScript script = DirectScript.producer()) {
            PeerConnection server = script.server();
            String answer = script.answerOf(server, 0);
            DirectScript.candidatesOf(server).forEach(one -> script.link.accept(DirectScript.candidate(one)));
            script.link.accept(new ServerMessage.Answer(answer));
            script.awaitUp(0);
        }
    }

    @Test
    void aCandidateThatCannotBeReadCostsOnlyItselfAfterTheAnswerToo() {
        try (DirectScript script = DirectScript.producer()) {
            PeerConnection server = script.server();
            script.connect(server);
            script.link.accept(new ServerMessage.IceCandidate(new Candidate("candidate:nonsense", "0", 0, null)));
            script.link.accept(new ServerMessage.IceCandidate(new Candidate("candidate:1", null, null, null)));
            String offer = Objects.requireNonNull(server.offer(Mono::just).block(Studio.PATIENCE));
            script.link.accept(new ServerMessage.Offer(offer));
            server.accept(script.sent(ClientMessage.Answer.class, 0).sdp()).block(Studio.PATIENCE);
            assertThat(script.told(SessionEvent.MessageIgnored.class)).hasSize(2);
        }
    }

    @Test
    void aPeerConnectionThatIsToReplaceAnotherHasTheLimitOfConnecting() {
        SessionTimeouts brief =
                SessionTimeouts.builder().connect(Duration.ofMillis(1_500)).build();
        try (DirectScript script = DirectScript.producer(brief)) {
            script.connect(script.server());
            script.link.accept(new ServerMessage.IceRestart(
                    new ServerMessage.TurnConfig(List.of("turn:127.0.0.1:9"), "user", "secret")));
            assertThat(script.end())
                    .isInstanceOf(PhaseTimeoutException.class)
                    .hasMessage("ice-restart timed out after 1500ms");
        }
    }

    @Test
    void C22_anAnswerOrOfferOutOfTurnIsIgnored() {
        try (DirectScript script = DirectScript.producer()) {
            PeerConnection server = script.server();
            script.sent(ClientMessage.Offer.class, 0);
            script.link.accept(new ServerMessage.Offer("crosses our own")); // applied, it would end the attempt
            script.connect(server);
            script.link.accept(new ServerMessage.Answer("nobody asked"));
            String offer = Objects.requireNonNull(server.offer(Mono::just).block(Studio.PATIENCE));
            script.link.accept(new ServerMessage.Offer(offer));
            server.accept(script.sent(ClientMessage.Answer.class, 0).sdp()).block(Studio.PATIENCE);
            assertThat(script.offersSent()).isEqualTo(1);
        }
    }

    @Test
    void C23_aServerMayPutAllCandidatesIntoTheAnswer() {
        try (DirectScript script = DirectScript.producer()) {
            PeerConnection server = script.server();
            String answer = script.answerOf(server, 0);
            String candidates = DirectScript.candidatesOf(server).stream()
                    .map(IceCandidate::candidate)
                    .map(text -> "a=" + text + "\r\n")
                    .collect(Collectors.joining("", "", "a=end-of-candidates\r\n"));
            script.link.accept(new ServerMessage.Answer(answer + candidates));
            script.awaitUp(0);
        }
    }

    @Test
    void C23_aServerMayTrickle() {
        try (DirectScript script = DirectScript.producer()) {
            script.connect(script.server());
        }
    }

    @Test
    void C30_anAnswerThatCannotBeUsedFailsTheAttempt() {
        try (DirectScript script = DirectScript.producer()) {
            script.sent(ClientMessage.Offer.class, 0);
            script.link.accept(new ServerMessage.Answer("no SDP at all"));
            assertThat(script.end())
                    .isInstanceOfSatisfying(
                            DecartException.class,
                            e -> assertThat(e.code()).isEqualTo(ErrorCode.WEBRTC_SIGNALING_ERROR));
        }
    }
}
