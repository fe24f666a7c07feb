package io.decart4j.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.webrtc.PeerConnection;
import io.decart4j.webrtc.PeerOptions;
import io.decart4j.webrtc.WebRtcRuntime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients of the local server that misbehave hurt themselves: another one notices nothing, and nothing is left of them. */
class HostileClientTest {

    private static final WebRtcRuntime RUNTIME = WebRtcRuntime.create();
    private static final int MIB = 1 << 20;
    private static final String CANDIDATE = "{\"type\":\"ice-candidate\",\"candidate\":{\"candidate\":"
            + "\"candidate:1 1 udp 1 127.0.0.1 9 typ host\",\"sdpMid\":\"0\",\"sdpMLineIndex\":0}}";

    /** Its threads are there before anybody counts. */
    @BeforeAll
    static void start() {
        RUNTIME.open(PeerOptions.none()).flatMap(PeerConnection::close).block(RawClient.SOON);
    }

    @AfterAll
    static void dispose() {
        RUNTIME.close();
    }

    private static void whileAnotherIsServed(
            UnaryOperator<LocalServerBuilder> settings, Consumer<LocalDecartServer> act) {
        Leftovers before = Leftovers.snapshot(RUNTIME);
        try (LocalDecartServer server = settings.apply(
                                LocalDecartServer.builder().runtime(RUNTIME))
                        .start();
                RawClient good = RawClient.connect(server)) {
            good.prompt("before").await("prompt_ack");
            act.accept(server);
            good.prompt("after").await("prompt_ack", 2);
            Wait.until(() -> server.sessions().size() == 1);
        }
        before.assertNone();
        assertThat(RecordingLeakDetector.collect()).isEmpty();
    }

    private static LocalServerBuilder hasty(LocalServerBuilder settings) {
        settings.patience = Duration.ofMillis(1500); // also the good client on a busy machine has to be in time
        return settings;
    }

    @Test
    void aFloodOfPromptsFromAClientThatDoesNotReadEndsIt() {
        whileAnotherIsServed(settings -> settings, server -> {
            try (RawSocket bad = RawSocket.upgraded(server)) {
                byte[] prompt = RawSocket.frame(
                        0x81, ("{\"type\":\"prompt\",\"prompt\":\"" + "x".repeat(10_000) + "\"}").getBytes(UTF_8));
                bad.dripUntilHangUp(prompt, Duration.ZERO);
            }
        });
    }

    @Test
    void whatAClientSaysInTheQueueIsBounded() {
        whileAnotherIsServed(settings -> settings, server -> {
            try (LocalDecartServer crowded = LocalDecartServer.builder()
                            .runtime(RUNTIME)
                            .queue(1, Duration.ofMinutes(5))
                            .start();
                    RawSocket bad = RawSocket.upgraded(crowded)) {
                byte[] large = RawSocket.frame(
                        0x81, ("{\"type\":\"odd\",\"data\":\"" + "x".repeat(8 * MIB) + "\"}").getBytes(UTF_8));
                bad.dripUntilHangUp(large, Duration.ofMillis(10));
                Wait.until(() -> crowded.sessions().isEmpty());
            }
        });
    }

    @ParameterizedTest
    @ValueSource(longs = {33L << 20, Integer.MAX_VALUE, Long.MAX_VALUE, -1})
    void aFrameThatIsTooLargeEndsTheConnectionBeforeItIsRead(long length) {
        whileAnotherIsServed(settings -> settings, server -> {
            try (RawSocket bad = RawSocket.upgraded(server)) {
                bad.write(RawSocket.head(0x81, length)).awaitHangUp();
            }
        });
    }

    @Test
    void fragmentsAreBoundedAsAWhole() {
        whileAnotherIsServed(settings -> settings, server -> {
            try (RawSocket bad = RawSocket.upgraded(server)) {
                bad.write(RawSocket.frame(0x01, new byte[MIB]));
                bad.dripUntilHangUp(RawSocket.frame(0x00, new byte[MIB]), Duration.ZERO);
            }
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {0x83, 0x8B, 0x80, 0x09, 0xF1})
    void framesThatBreakTheRulesEndTheConnection(int firstByte) {
        whileAnotherIsServed(settings -> settings, server -> {
            try (RawSocket bad = RawSocket.upgraded(server)) {
                bad.write(RawSocket.frame(firstByte, new byte[] {1})).awaitHangUp();
            }
        });
    }

    @Test
    void anUpgradeThatIsNeverFinishedIsHungUpOn() {
        whileAnotherIsServed(HostileClientTest::hasty, server -> {
            try (RawSocket bad = new RawSocket(server)) {
                bad.write(RawSocket.request("GET /v1/stream?api_key=x&model=lucy-2.1", "X-Slow: "));
                bad.dripUntilHangUp("x".getBytes(UTF_8), Duration.ofMillis(50));
            }
        });
    }

    @Test
    void aConnectionOnWhichNothingIsSaidIsHungUpOn() {
        whileAnotherIsServed(HostileClientTest::hasty, server -> {
            try (RawSocket bad = new RawSocket(server)) {
                bad.awaitHangUp();
            }
        });
    }

    @Test
    void aClientThatAnswersNoPingIsHungUpOn() {
        whileAnotherIsServed(HostileClientTest::hasty, server -> {
            try (RawSocket bad = RawSocket.upgraded(server)) {
                bad.awaitHangUp();
            }
        });
    }

    @Test
    void sdpThatIsGarbageIsAnsweredByAnErrorAndTheSessionGoesOn() {
        byte[] noise = new byte[2000];
        new Random(7).nextBytes(noise);
        List<String> garbage = List.of(
                "",
                "v=0",
                "v=0\r\no=- 0 0 IN IP4 0.0.0.0\r\ns=-\r\nt=0 0\r\nm=video 9 UDP/TLS/RTP/SAVPF 96\r\n",
                "a=".repeat(MIB),
                "m=video 9 UDP/TLS/RTP/SAVPF 96\r\n".repeat(5000),
                new String(noise, ISO_8859_1),
                "v=0\u0000\r\n\u0000");
        whileAnotherIsServed(settings -> settings, server -> {
            try (RawClient bad = RawClient.connect(server)) {
                garbage.forEach(sdp -> bad.send(Json.text(Map.of("type", "offer", "sdp", sdp))));
                bad.await("error", garbage.size());
                bad.prompt("noir").await("prompt_ack");
                try (MediaClient media = MediaClient.offer(bad, RUNTIME)) {
                    media.awaitFrame(Seen::grey);
                }
            }
        });
    }

    @Test
    void candidatesWithoutEndBeforeAnOfferAreNotKept() {
        whileAnotherIsServed(settings -> settings, server -> {
            try (RawSocket bad = RawSocket.upgraded(server)) {
                byte[] candidate = RawSocket.frame(0x81, CANDIDATE.getBytes(UTF_8));
                bad.dripUntilHangUp(candidate, Duration.ZERO); // it does not read the errors
            }
        });
    }

    @Test
    void candidatesWithoutEndDoNotDisturbTheMedia() {
        whileAnotherIsServed(settings -> settings, server -> {
            try (RawClient bad = RawClient.connect(server).prompt("noir");
                    MediaClient media = MediaClient.offer(bad, RUNTIME)) {
                for (int i = 0; i < 500; i++) {
                    bad.send(CANDIDATE);
                }
                media.awaitFrame(Seen::grey);
            }
        });
    }

    @Test
    void whatIsKeptOfMessagesIsBounded() {
        whileAnotherIsServed(settings -> settings, server -> {
            try (RawClient bad = RawClient.connect(server)) {
                for (int i = 0; i < 40; i++) {
                    bad.send("{\"type\":\"" + "t".repeat(10_000) + "\",\"data\":\"" + "d".repeat(20_000) + "\"}");
                }
                bad.prompt("last").await("prompt_ack");
                List<ReceivedMessage> log = server.sessions().get(1).log();
                assertThat(log).hasSize(41);
                assertThat(log.stream()
                                .mapToInt(each ->
                                        each.text().length() + each.type().length())
                                .sum())
                        .isLessThan(600_000); // of 1.6 million
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{\"a\":"})
    void jsonWithoutBottomIsNoMessage(String open) {
        whileAnotherIsServed(settings -> settings, server -> {
            try (RawClient bad = RawClient.connect(server)) {
                bad.send(open.repeat(200_000)).prompt("next").await("prompt_ack");
            }
        });
    }

    @Test
    void aBodyOfARequestIsBounded() {
        whileAnotherIsServed(settings -> settings, server -> {
            try (RawSocket bad = new RawSocket(server)) {
                bad.write(RawSocket.request("POST /v1/client/tokens", "Content-Length: 1000000000") + "\r\n");
                byte[] piece = new byte[64 * 1024];
                for (int i = 0; i < 17; i++) {
                    bad.offer(piece);
                }
                assertThat(bad.line()).contains(" 413 ");
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"/%zz", "/?%", "/v1/stream?api_key=%FF%FE&model=%00", "//", "/admin/../..", "*"})
    void anAddressThatIsNoneIsAnswered(String path) {
        whileAnotherIsServed(settings -> settings, server -> {
            try (RawSocket bad = new RawSocket(server)) {
                bad.write(RawSocket.request("GET " + path) + "\r\n");
                assertThat(bad.line()).matches("HTTP/1.1 4\\d\\d .*");
            }
        });
    }

    @Test
    void headersWithoutEndAreNotCollected() {
        whileAnotherIsServed(settings -> settings, server -> {
            try (RawSocket bad = new RawSocket(server)) {
                bad.write(RawSocket.request("GET /"));
                bad.dripUntilHangUp(("X: " + "y".repeat(1000) + "\r\n").getBytes(UTF_8), Duration.ZERO);
            }
        });
    }
}
