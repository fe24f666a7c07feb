package io.decart4j.reactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.decart4j.error.DecartException;
import io.decart4j.error.ErrorCode;
import io.decart4j.event.SessionEvent;
import io.decart4j.input.InitialState;
import io.decart4j.testkit.LocalSession;
import io.decart4j.testkit.ReceivedMessage;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** What docs/protocol.md says of the handshake, as a server with real media sees it: C14, C16 to C18, C21 and C33. */
class WireConformanceTest {

    @Test
    void C14_nothingSuppliedIsPassthroughOnTheWire() {
        try (Studio studio = new Studio()) {
            studio.connect(InitialState.none());
            assertThat(handshake(studio).get(0).text())
                    .isEqualTo("{\"type\":\"set_image\",\"image_data\":null,\"prompt\":null}");
        }
    }

    @Test
    void C16_offerThenCandidatesThenTheirEnd() {
        try (Studio studio = new Studio()) {
            studio.connect(InitialState.prompt("noir").enhance(false));
            List<ReceivedMessage> messages = handshake(studio);
            assertThat(messages.get(0).text())
                    .isEqualTo("{\"type\":\"prompt\",\"prompt\":\"noir\",\"enhance_prompt\":false}");
            assertThat(messages.get(1).type()).isEqualTo("offer");
            assertThat(messages.get(1).text()).doesNotContain("a=candidate:"); // it did not wait for them
            assertThat(messages.get(messages.size() - 1).text())
                    .isEqualTo("{\"type\":\"ice-candidate\",\"candidate\":null}");
            assertThat(messages.subList(2, messages.size()))
                    .hasSizeGreaterThanOrEqualTo(2)
                    .allMatch(message -> message.type().equals("ice-candidate"));
        }
    }

    @Test
    void C17_vp8IsFirstAndTheHintsAreThereOnce() {
        try (Studio studio = new Studio()) {
            studio.connect(studio.options());
            String offer = handshake(studio).get(1).text();
            assertThat(offer)
                    .containsOnlyOnce("x-google-min-bitrate=300")
                    .containsOnlyOnce("x-google-start-bitrate=600");
            assertThat(offer).contains("a=rtpmap:" + firstCodec(offer) + " VP8/90000");
        }
    }

    private static String firstCodec(String offer) {
        return offer.replaceFirst("(?s).*m=video \\S+ \\S+ (\\d+) .*", "$1");
    }

    @Test
    void C17_withoutVideoThereAreNoHints() {
        try (Studio studio = new Studio()) {
            RealtimeSession session = studio.connect(Studio.direct());
            String offer = handshake(studio).get(1).text();
            assertThat(offer).contains("a=recvonly").doesNotContain("x-google").doesNotContain("a=sendrecv");
            session.setPrompt("noir").block(Studio.PATIENCE);
        }
    }

    @Test
    void C18_theHookSeesTheEditedOfferAndItsResultIsSent() {
        try (Studio studio = new Studio()) {
            AtomicReference<String> seen = new AtomicReference<>("");
            studio.connect(studio.options().customizeOffer(sdp -> {
                seen.set(sdp);
                return Mono.just(sdp.replace("a=mid:0\r\n", "a=mid:0\r\na=x-mark:here\r\n"));
            }));
            String offer = handshake(studio).get(1).text();
            assertThat(offer).contains("a=x-mark:here").containsOnlyOnce("x-google-min-bitrate=300");
            assertThat(seen.get())
                    .containsOnlyOnce("x-google-start-bitrate=600")
                    .contains("a=rtpmap:" + firstCodec(offer) + " VP8/90000")
                    .doesNotContain("x-mark");
        }
    }

    @Test
    void C18_aFailingHookFailsTheAttempt() {
        try (Studio studio = new Studio()) {
            assertThatThrownBy(() -> studio.connect(studio.options()
                            .reconnect(ReconnectPolicy.NONE)
                            .customizeOffer(sdp -> Mono.error(new IllegalStateException("no offer today")))))
                    .isInstanceOfSatisfying(
                            DecartException.class,
                            e -> assertThat(e.code()).isEqualTo(ErrorCode.WEBRTC_SIGNALING_ERROR))
                    .hasMessage("no offer today");
            studio.assertNothingOpen();
        }
    }

    @Test
    void C21_candidatesBeforeTheAnswerWait() {
        try (Studio studio = new Studio()) {
            studio.server.faults().sendCandidatesEarly();
            RealtimeSession session = studio.connect(InitialState.prompt("noir"));
            Studio.awaitPicture(session, Studio::isNoir);
        }
    }

    @Test
    void C33_whatTheServerShouldNotSayEndsNothing() {
        try (Studio studio = new Studio()) {
            RealtimeSession session = studio.connect(InitialState.none());
            CompletableFuture<List<String>> ignored = session.events()
                    .ofType(SessionEvent.MessageIgnored.class)
                    .map(SessionEvent.MessageIgnored::what)
                    .take(4)
                    .collectList()
                    .toFuture();
            String id = session.sessionId().orElseThrow();
            var faults = studio.server.faults();
            faults.send("this is { no JSON");
            faults.send("{\"type\":\"prompt_ack\",\"prompt\":\"nobody\",\"success\":true}");
            faults.send("{\"type\":\"set_image_ack\",\"success\":true,\"error\":null}");
            faults.send("{\"type\":\"brand_new\",\"field\":1}");
            faults.send("[]");
            faults.repeatAnswer();
            faults.sendLarge(20 * 1024 * 1024);
            session.setPrompt("noir").block(Studio.PATIENCE);
            Studio.awaitPicture(session, Studio::isNoir);
            assertThat(session.sessionId()).contains(id);
            // Subscribers are told on a thread of their own: after the picture has changed, perhaps.
            assertThat(ignored.orTimeout(10, TimeUnit.SECONDS).join())
                    .contains("brand_new", "padding")
                    .allMatch(what -> !what.contains("no JSON"));
            session.disconnect().block(Studio.PATIENCE);
            studio.assertNothingOpen();
        }
    }

    private static List<ReceivedMessage> handshake(Studio studio) {
        LocalSession session = studio.server.sessions().get(0);
        return session.received()
                .takeUntil(message -> message.text().contains("\"candidate\":null"))
                .collectList()
                .blockOptional(Studio.PATIENCE)
                .orElseThrow();
    }
}
