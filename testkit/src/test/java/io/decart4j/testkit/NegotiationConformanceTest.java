package io.decart4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.webrtc.WebRtcRuntime;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Conformance of the local server: offers, answers and candidates (docs/protocol.md, S15 to S21). */
class NegotiationConformanceTest {

    private static final WebRtcRuntime RUNTIME = WebRtcRuntime.create();
    private static final String PASSTHROUGH = "{\"type\":\"set_image\",\"image_data\":null,\"prompt\":null}";

    private final LocalDecartServer server =
            LocalDecartServer.builder().runtime(RUNTIME).start();
    private final RawClient socket = RawClient.connect(server);
    private final LocalSession session = session();

    @AfterEach
    void close() {
        socket.close();
        server.close();
        assertThat(RUNTIME.openPeerConnections()).isZero();
    }

    @AfterAll
    static void dispose() {
        RUNTIME.close();
    }

    @Test
    void S15_S16_S17_S18_answersOnceAndSendsCandidatesAfterwards() {
        socket.send(PASSTHROUGH);
        try (MediaClient client = MediaClient.offer(socket, RUNTIME)) {
            client.awaitFrame(frame -> true);
            List<String> types = typesUntil("generation_started");
            assertThat(types).containsOnlyOnce("answer").doesNotContain("ready");
            assertThat(types.indexOf("answer")).isLessThan(types.indexOf("ice-candidate"));
            String answer = sdp();
            assertThat(answer)
                    .containsOnlyOnce("m=video")
                    .containsOnlyOnce("a=sendrecv")
                    .doesNotContain("a=candidate");
            assertThat(answer.split("a=msid:", -1)).hasSize(2);
            assertThat(socket.received(types.size()).toString()).doesNotContain("\"candidate\":null");
            assertThat(firstVideoCodec(answer)).isEqualTo("VP8");
        }
    }

    @Test
    void S20_takesANewPeerConnectionOnTheSameSocket() {
        socket.send(PASSTHROUGH);
        try (MediaClient first = MediaClient.offer(socket, RUNTIME)) {
            first.awaitFrame(frame -> true);
        }
        try (MediaClient second = MediaClient.offer(socket, RUNTIME)) {
            second.awaitFrame(frame -> true);
            assertThat(RUNTIME.openPeerConnections()).isEqualTo(2);
            assertThat(typesUntil("generation_started")).containsOnlyOnce("generation_started");
        }
    }

    @Test
    void S20_renegotiatesThePresentPeerConnection() {
        socket.send(PASSTHROUGH);
        try (MediaClient client = MediaClient.offer(socket, RUNTIME)) {
            client.awaitFrame(frame -> true);
            client.sendOffer(sdp -> sdp).block(RawClient.SOON);
            socket.await("answer", 2);
            client.awaitFrame(frame -> true);
            assertThat(RUNTIME.openPeerConnections()).isEqualTo(2);
        }
    }

    @Test
    void S18_answersAnOfferThatOnlyHasH264() {
        socket.send(PASSTHROUGH);
        try (MediaClient client = MediaClient.offer(socket, RUNTIME, NegotiationConformanceTest::onlyH264)) {
            client.awaitFrame(frame -> true);
            assertThat(firstVideoCodec(sdp())).isEqualTo("H264");
        }
    }

    @Test
    void S19_toleratesBitrateHints() {
        socket.send(PASSTHROUGH);
        try (MediaClient client = MediaClient.offer(
                socket,
                RUNTIME,
                sdp -> sdp.replaceFirst(
                        "a=rtpmap:(\\d+) VP8/90000\r\n",
                        "$0a=fmtp:$1 x-google-min-bitrate=300;x-google-start-bitrate=600\r\n"))) {
            client.awaitFrame(frame -> true);
        }
    }

    @Test
    void S18_sendsToOneThatOnlyReceives() {
        socket.send(PASSTHROUGH);
        try (MediaClient client = MediaClient.watch(socket, RUNTIME)) {
            assertThat(client.peer()).isNotNull();
            assertThat(sdp()).contains("a=sendonly");
        }
    }

    @Test
    void S15_saysWhatItCannotNegotiate() {
        socket.send("{\"type\":\"ice-candidate\",\"candidate\":null}")
                .send("{\"type\":\"ice-candidate\",\"candidate\":{\"candidate\":\"\",\"sdpMid\":\"0\"}}")
                .send(
                        "{\"type\":\"ice-candidate\",\"candidate\":{\"candidate\":\"candidate:1 1 udp 1 127.0.0.1 9 typ host\"}}")
                .send("{\"type\":\"answer\",\"sdp\":\"v=0\"}")
                .send("{\"type\":\"offer\",\"sdp\":\"\"}");
        assertThat(String.valueOf(socket.await("error").get("error"))).startsWith("Negotiation failed");
        assertThat(socket.prompt("still").await("prompt_ack").get("success")).isEqualTo(true);
    }

    @ParameterizedTest
    @EnumSource(MediaClient.Candidates.class)
    void S15_takesCandidatesBeforeAndAfterTheOfferAndInside(MediaClient.Candidates way) {
        socket.send(PASSTHROUGH)
                .send("{\"type\":\"ice-candidate\",\"candidate\":null}")
                .send(
                        "{\"type\":\"ice-candidate\",\"candidate\":{\"candidate\":\"\",\"sdpMid\":\"0\",\"sdpMLineIndex\":0}}");
        try (MediaClient client = way == MediaClient.Candidates.AS_THEY_COME
                ? MediaClient.offer(socket, RUNTIME)
                : MediaClient.offer(socket, RUNTIME, way)) {
            client.awaitFrame(frame -> true);
            socket.send("{\"type\":\"ice-candidate\",\"candidate\":null}")
                    .prompt("noir")
                    .await("prompt_ack");
            assertThat(typesUntil("prompt_ack")).containsOnlyOnce("answer").doesNotContain("error");
        }
    }

    @Test
    void S17_sendsReadyWhenTold() {
        socket.prompt("noir").await("prompt_ack");
        assertThat(typesUntil("prompt_ack")).doesNotContain("ready");
        session.faults().send("{\"type\":\"ready\"}");
        assertThat(socket.await("ready")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void S21_iceRestartAsksForANewPeerConnectionAndAnswersIt(boolean overHttp) {
        socket.send(PASSTHROUGH);
        try (MediaClient first = MediaClient.offer(socket, RUNTIME)) {
            first.awaitFrame(frame -> true);
            if (overHttp) {
                String turn = RawClient.encode("turn:127.0.0.1:3478?transport=udp");
                assertThat(Http.post(server, "/admin/ice-restart?url=" + turn + "&username=u&credential=c", null, "")
                                .status())
                        .isEqualTo(200);
            } else {
                session.faults().iceRestart("turn:127.0.0.1:3478?transport=udp", "u", "c");
            }
            assertThat(socket.await("ice-restart"))
                    .isEqualTo(RawClient.read("{\"type\":\"ice-restart\",\"turn_config\":{\"username\":\"u\","
                            + "\"credential\":\"c\",\"server_url\":\"turn:127.0.0.1:3478?transport=udp\"}}"));
            try (MediaClient second = MediaClient.offer(socket, RUNTIME)) {
                second.awaitFrame(frame -> true);
                socket.await("answer", 2);
                assertThat(RUNTIME.openPeerConnections()).isEqualTo(3); // the client's two, the server's second
            }
        }
    }

    private LocalSession session() {
        socket.await("session_id");
        return server.sessions().get(0);
    }

    private String sdp() {
        return String.valueOf(socket.await("answer").get("sdp"));
    }

    private List<String> typesUntil(String type) {
        return Objects.requireNonNull(socket.messages()
                .map(message -> String.valueOf(message.get("type")))
                .takeUntil(type::equals)
                .collectList()
                .block(RawClient.SOON));
    }

    private static String firstVideoCodec(String sdp) {
        var payload = Pattern.compile("m=video \\d+ \\S+ (\\d+)").matcher(sdp);
        assertThat(payload.find()).isTrue();
        var codec = Pattern.compile("a=rtpmap:" + payload.group(1) + " ([A-Za-z0-9]+)/")
                .matcher(sdp);
        assertThat(codec.find()).isTrue();
        return codec.group(1);
    }

    /** Leaves only the payload types of H264 in the video section. */
    private static String onlyH264(String sdp) {
        List<String> kept = Pattern.compile("a=rtpmap:(\\d+) H264/")
                .matcher(sdp)
                .results()
                .map(match -> match.group(1))
                .toList();
        assertThat(kept).isNotEmpty();
        var attribute = Pattern.compile("a=(?:rtpmap|fmtp|rtcp-fb):(\\d+) .*");
        return sdp.lines()
                .filter(line -> {
                    var matcher = attribute.matcher(line);
                    return !matcher.matches() || kept.contains(matcher.group(1));
                })
                .map(line -> line.startsWith("m=video")
                        ? line.substring(0, line.indexOf("SAVPF") + 6) + String.join(" ", kept)
                        : line)
                .collect(Collectors.joining("\r\n", "", "\r\n"));
    }
}
