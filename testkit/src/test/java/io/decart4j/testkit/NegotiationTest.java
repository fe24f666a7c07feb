package io.decart4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.media.VideoFrame;
import io.decart4j.webrtc.WebRtcRuntime;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

class NegotiationTest {

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
    void answersOnceAndSendsCandidatesAfterwards() {
        socket.send(PASSTHROUGH);
        try (MediaClient client = MediaClient.offer(socket, RUNTIME)) {
            client.awaitFrame(frame -> true);
            List<String> types = typesUntil("generation_started");
            assertThat(types).containsOnlyOnce("answer").doesNotContain("ready");
            assertThat(types.indexOf("answer")).isLessThan(types.indexOf("ice-candidate"));
            String answer = sdp();
            assertThat(answer).contains("a=sendrecv");
            assertThat(firstVideoCodec(answer)).isEqualTo("VP8");
        }
    }

    @Test
    void returnsFramesUngeneratedBeforeTheInitialState() {
        try (MediaClient client = MediaClient.offer(socket, RUNTIME)) {
            client.awaitFrame(frame -> !NegotiationTest.isGrey(frame));
            assertThat(session.framesSent()).isZero();
            socket.prompt("noir");
            client.awaitFrame(NegotiationTest::isGrey);
            assertThat(typesUntil("generation_started")).contains("prompt_ack");
        }
    }

    @Test
    void dropsFramesBeforeTheInitialStateWhenTold() {
        try (LocalDecartServer strict = LocalDecartServer.builder()
                        .runtime(RUNTIME)
                        .dropBeforeInitialState()
                        .start();
                RawClient talk = RawClient.connect(strict)) {
            talk.await("session_id");
            LocalSession quiet = strict.sessions().get(0);
            try (MediaClient client = MediaClient.offer(talk, RUNTIME)) {
                CompletableFuture<Boolean> firstIsGrey = client.firstFrame(NegotiationTest::isGrey);
                poll(() -> quiet.framesReceived() > 5);
                talk.prompt("noir");
                assertThat(firstIsGrey).succeedsWithin(RawClient.SOON).isEqualTo(true);
            }
        }
    }

    @Test
    void takesANewPeerConnectionOnTheSameSocket() {
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
    void renegotiatesThePresentPeerConnection() {
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
    void answersAnOfferThatOnlyHasH264() {
        socket.send(PASSTHROUGH);
        try (MediaClient client = MediaClient.offer(socket, RUNTIME, NegotiationTest::onlyH264)) {
            client.awaitFrame(frame -> true);
            assertThat(firstVideoCodec(sdp())).isEqualTo("H264");
        }
    }

    @Test
    void toleratesBitrateHints() {
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
    void sendsToOneThatOnlyReceives() {
        socket.send(PASSTHROUGH);
        try (MediaClient client = MediaClient.watch(socket, RUNTIME)) {
            assertThat(client.peer()).isNotNull();
            assertThat(sdp()).contains("a=sendonly");
        }
    }

    @Test
    void saysWhatItCannotNegotiate() {
        socket.send("{\"type\":\"ice-candidate\",\"candidate\":null}")
                .send("{\"type\":\"ice-candidate\",\"candidate\":{\"candidate\":\"\",\"sdpMid\":\"0\"}}")
                .send(
                        "{\"type\":\"ice-candidate\",\"candidate\":{\"candidate\":\"candidate:1 1 udp 1 127.0.0.1 9 typ host\"}}")
                .send("{\"type\":\"answer\",\"sdp\":\"v=0\"}")
                .send("{\"type\":\"offer\",\"sdp\":\"\"}");
        assertThat(String.valueOf(socket.await("error").get("error"))).startsWith("Negotiation failed");
        assertThat(socket.prompt("still").await("prompt_ack").get("success")).isEqualTo(true);
    }

    @Test
    void sendsCandidatesEarlyWhenTold() {
        session.faults().sendCandidatesEarly();
        session.faults().endCandidates();
        socket.send(PASSTHROUGH);
        try (MediaClient client = MediaClient.offer(socket, RUNTIME)) {
            client.awaitFrame(frame -> true);
            List<String> types = typesUntil("answer");
            assertThat(types).contains("ice-candidate");
            assertThat(socket.messages("ice-candidate").take(types.size() - 3L).blockLast(RawClient.SOON))
                    .containsEntry("candidate", null);
        }
    }

    @Test
    void keepsTheSocketWhenThePeerDies() {
        socket.send(PASSTHROUGH);
        try (MediaClient client = MediaClient.offer(socket, RUNTIME)) {
            client.awaitFrame(frame -> true);
            session.faults().closePeer();
            poll(() -> RUNTIME.openPeerConnections() == 1);
            socket.prompt("alive").await("prompt_ack");
            session.faults().repeatAnswer();
            assertThat(socket.await("answer", 2)).isEqualTo(socket.await("answer"));
        }
    }

    @Test
    void stopsMediaAlone() {
        socket.send(PASSTHROUGH);
        try (MediaClient client = MediaClient.offer(socket, RUNTIME)) {
            client.awaitFrame(frame -> true);
            session.faults().stopMedia();
            awaitMoreReceived(); // the one that was being generated
            long sent = session.framesSent();
            awaitMoreReceived();
            assertThat(session.framesSent()).isEqualTo(sent);
            session.faults().reset();
            client.awaitFrame(frame -> true);
        }
    }

    @Test
    void saysWhyGenerationEnded() {
        socket.send(PASSTHROUGH);
        try (MediaClient client = MediaClient.offer(socket, RUNTIME)) {
            client.awaitFrame(frame -> true);
            socket.await("generation_started");
            server.faults().exhaustCredits();
            assertThat(socket.await("generation_ended").get("reason")).isEqualTo("insufficient_credits");
            assertThat(socket.awaitClose().code()).isEqualTo(1000);
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

    private void awaitMoreReceived() {
        long before = session.framesReceived();
        poll(() -> session.framesReceived() > before + 3);
    }

    private static void poll(BooleanSupplier until) {
        Flux.interval(Duration.ofMillis(10))
                .onBackpressureDrop()
                .takeUntil(tick -> until.getAsBoolean())
                .blockLast(RawClient.SOON);
    }

    private static boolean isGrey(VideoFrame frame) {
        return Pixels.colourfulness(Pixels.meanRgb(frame, TestPattern.PATCHES.get(0))) < 12;
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
