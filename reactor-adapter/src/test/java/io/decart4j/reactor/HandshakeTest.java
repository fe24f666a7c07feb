package io.decart4j.reactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.decart4j.error.DecartException;
import io.decart4j.error.ErrorCode;
import io.decart4j.event.SessionEvent;
import io.decart4j.input.InitialState;
import io.decart4j.input.Resolution;
import io.decart4j.testkit.LocalSession;
import io.decart4j.testkit.ReceivedMessage;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What the server gets to see while a session opens. */
class HandshakeTest {

    private static List<ReceivedMessage> handshake(Studio studio) {
        LocalSession session = studio.server.sessions().get(0);
        return session.received()
                .takeUntil(message -> message.text().contains("\"candidate\":null"))
                .collectList()
                .blockOptional(Studio.PATIENCE)
                .orElseThrow();
    }

    @Test
    void initialStateThenOfferThenCandidatesToTheEnd() {
        try (Studio studio = new Studio()) {
            studio.connect(InitialState.prompt("noir").enhance(false));
            List<ReceivedMessage> messages = handshake(studio);
            assertThat(messages.get(0).text())
                    .isEqualTo("{\"type\":\"prompt\",\"prompt\":\"noir\",\"enhance_prompt\":false}");
            assertThat(messages.get(1).type()).isEqualTo("offer");
            assertThat(messages.subList(2, messages.size()))
                    .hasSizeGreaterThanOrEqualTo(2)
                    .allMatch(message -> message.type().equals("ice-candidate"));
        }
    }

    @Test
    void nothingSuppliedIsPassthrough() {
        try (Studio studio = new Studio()) {
            studio.connect(InitialState.none());
            assertThat(handshake(studio).get(0).text())
                    .isEqualTo("{\"type\":\"set_image\",\"image_data\":null,\"prompt\":null}");
        }
    }

    @Test
    void theOfferPrefersVp8AndHasTheHintsOnce() {
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
                    .doesNotContain("x-mark");
            String first = offer.replaceFirst("(?s).*m=video \\S+ \\S+ (\\d+) .*", "$1");
            assertThat(offer).contains("a=rtpmap:" + first + " VP8/90000");
        }
    }

    @Test
    void aFailingHookFailsTheAttempt() {
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
    void withoutVideoTheSessionOnlyReceives() {
        try (Studio studio = new Studio()) {
            RealtimeSession session = studio.connect(ConnectOptions.builder(Studio.SMALL));
            String offer = handshake(studio).get(1).text();
            assertThat(offer).contains("a=recvonly").doesNotContain("x-google").doesNotContain("a=sendrecv");
            session.setPrompt("noir").block(Studio.PATIENCE);
        }
    }

    @Test
    void earlyCandidatesWait() {
        try (Studio studio = new Studio()) {
            studio.server.faults().sendCandidatesEarly();
            RealtimeSession session = studio.connect(InitialState.prompt("noir"));
            Studio.awaitPicture(session, Studio::isNoir);
        }
    }

    @Test
    void theModelAndTheResolutionAreInTheUrl() {
        try (Studio studio = new Studio()) {
            studio.connect(studio.options().resolution(Resolution.P720).queryParameter("speed", "fast & safe"));
            assertThat(studio.server.sessions().get(0).model()).isEqualTo("lucy-2.1");
        }
    }

    @Test
    void aSourceThatFailsIsToldAndTheSessionGoesOn() {
        try (Studio studio = new Studio()) {
            RealtimeSession session = studio.connect(ConnectOptions.builder(Studio.SMALL)
                    .video(Studio.pattern().take(20).concatWith(Flux.error(new IllegalStateException("unplugged")))));
            assertThat(session.events().ofType(SessionEvent.ErrorOccurred.class).blockFirst(Studio.PATIENCE))
                    .isNotNull();
            session.setPrompt("still here").block(Studio.PATIENCE);
            assertThat(session.isConnected()).isTrue();
        }
    }
}
