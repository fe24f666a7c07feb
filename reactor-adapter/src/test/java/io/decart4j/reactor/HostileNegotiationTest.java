package io.decart4j.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.error.MediaException;
import io.decart4j.event.SessionEvent;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

/** A server whose negotiation is garbage, or has no end: the attempt ends with a typed error, and nothing is left. */
class HostileNegotiationTest {

    private static final String CANDIDATE =
            "{\"type\":\"ice-candidate\",\"candidate\":{\"candidate\":\"candidate:1 1 udp 1 127.0.0.1 9 typ host\","
                    + "\"sdpMid\":\"0\",\"sdpMLineIndex\":0}}";

    private static final String RESTART =
            "{\"type\":\"ice-restart\",\"turn_config\":{\"username\":\"u\",\"credential\":\"c\","
                    + "\"server_url\":\"turn:127.0.0.1:9\"}}";

    /** Without it a client does not get as far as its offer. */
    private static final String ACK = "{\"type\":\"set_image_ack\",\"success\":true}";

    private static HostileServer toTheOffer(Supplier<Flux<String>> answers) {
        return HostileServer.http((request, response) -> response.sendWebsocket((in, out) -> out.sendObject(
                in.aggregateFrames(1 << 20)
                        .receiveFrames()
                        .ofType(TextWebSocketFrame.class)
                        .map(TextWebSocketFrame::text)
                        .concatMap(said -> said.contains("\"type\":\"offer\"")
                                ? answers.get()
                                : said.contains("\"type\":\"set_image\"") ? Flux.just(ACK) : Flux.empty())
                        .map(TextWebSocketFrame::new),
                frame -> true)));
    }

    private static String answer(String sdp) {
        return "{\"type\":\"answer\",\"sdp\":\"" + sdp + "\"}";
    }

    @Test
    void anAnswerThatIsNoSdpEndsTheAttempt() {
        try (HostileServer hostile = toTheOffer(() -> Flux.just(answer("v=0\\r\\nm=video\\u0000")))) {
            assertThat(hostile.failure()).isInstanceOf(MediaException.class);
        }
    }

    @Test
    void anAnswerOfMegabytesIsNotEvenLookedAt() {
        try (HostileServer hostile = toTheOffer(() -> Flux.just(answer("a=".repeat(2 << 20))))) {
            assertThat(hostile.failure())
                    .isInstanceOf(MediaException.class)
                    .hasMessage("The server sends more negotiation messages than can be followed");
        }
    }

    @Test
    void candidatesWithoutEndEndTheAttempt() {
        try (HostileServer hostile = toTheOffer(() -> Flux.range(0, 20_000).map(i -> CANDIDATE))) {
            assertThat(hostile.failure()).isInstanceOf(MediaException.class);
        }
    }

    @Test
    void offersThatCrossTheOwnOneAreNotFollowed() {
        try (HostileServer hostile = toTheOffer(() -> Flux.concat(
                Flux.range(0, 1000).map(i -> "{\"type\":\"offer\",\"sdp\":\"v=" + i + "\"}"),
                Flux.just("{\"type\":\"generation_started\"}")))) {
            RealtimeSession session = hostile.connected();
            assertThat(session.events()
                            .ofType(SessionEvent.GenerationStarted.class)
                            .blockFirst(Studio.PATIENCE))
                    .isNotNull();
            session.disconnect().block(Studio.PATIENCE);
        }
    }

    /** Each asks for another peer connection with a TURN server: the one before is closed. */
    @Test
    void restartsWithoutEndDoNotPileUp() {
        try (HostileServer hostile = toTheOffer(() ->
                Flux.concat(Flux.range(0, 300).map(i -> RESTART), Flux.just("{\"type\":\"generation_started\"}")))) {
            RealtimeSession session = hostile.connected();
            session.disconnect().block(Studio.PATIENCE);
        }
    }

    @Test
    void restartsWithoutEndEndTheAttempt() {
        try (HostileServer hostile = toTheOffer(() -> Flux.range(0, 1000).map(i -> RESTART))) {
            assertThat(hostile.failure())
                    .isInstanceOf(MediaException.class)
                    .hasMessage("The server asks for another peer connection again and again");
        }
    }
}
