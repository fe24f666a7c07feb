package io.decart4j.webrtc;

import static io.decart4j.webrtc.Pictures.BLUE;
import static io.decart4j.webrtc.Pictures.GREEN;
import static io.decart4j.webrtc.Pictures.RED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.decart4j.frames.AudioFrames;
import io.decart4j.frames.FrameQueue;
import io.decart4j.media.VideoFrame;
import io.decart4j.webrtc.Pictures.Yuv;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** Several tracks of one connection, each in a media section of its own. */
class SectionsTest {

    @RegisterExtension
    final TwoRuntimes runtimes = new TwoRuntimes();

    @Test
    void tracksAreToldApartByTheirSections() {
        Pair pair = runtimes.pair();
        VideoSender one = sending(pair.caller(), "one", VideoEncoding.unlimited());
        VideoSender two = sending(pair.caller(), "two", new VideoEncoding("h264", 500_000, 30));
        FrameQueue first = new FrameQueue();
        FrameQueue second = new FrameQueue();
        pair.callee().remote().routeVideo("0", first::push);
        pair.callee().remote().routeVideo("1", second::push);

        Pair.Sdp sdp = pair.negotiate();
        runtimes.feed(one, RED);
        runtimes.feed(two, GREEN);

        assertThat(sections(sdp.offer())).hasSize(2).allMatch(section -> section.contains("a=sendonly"));
        assertThat(sections(sdp.answer())).allMatch(section -> section.contains("a=recvonly"));
        assertThat(sections(sdp.offer()).get(1)).containsPattern("(?s)m=video 9 \\S+ (\\d+) .*a=rtpmap:\\1 H264");
        see(first, RED);
        see(second, GREEN);

        pair.callee().remote().routeVideo("0", null);
        first.close();
        StepVerifier.create(first).verifyComplete();
        Pair.see(pair.callee(), RED);
        second.close();
    }

    @Test
    void aTrackIsTakenAwayAndTheOthersGoOn() {
        Pair pair = runtimes.pair();
        VideoSender one = sending(pair.caller(), "one", VideoEncoding.unlimited());
        VideoSender two = sending(pair.caller(), "two", VideoEncoding.unlimited());
        FrameQueue second = new FrameQueue();
        pair.callee().remote().routeVideo("1", second::push);
        pair.negotiate();
        runtimes.feed(one, RED);
        runtimes.feed(two, GREEN);
        see(second, GREEN);

        pair.caller().stopSending(one).block(Pair.LIMIT);
        pair.caller().stopSending(one).block(Pair.LIMIT);
        Pair.Sdp sdp = pair.negotiate();

        assertThat(sections(sdp.offer()).get(0)).contains("a=inactive");
        see(second, GREEN);
        try (VideoFrame frame = Pictures.solid(BLUE, 64, 64)) {
            assertThat(one.push(frame)).isFalse();
        }
        second.close();
    }

    @Test
    void aTrackThatSharesItsSectionIsTakenAwayToo() {
        Pair pair = runtimes.pair();
        VideoSender sender = Pair.sending(pair.caller());
        assertThat(sections(pair.negotiate().offer()).get(0)).contains("a=sendrecv");

        pair.caller().stopSending(sender).block(Pair.LIMIT);

        assertThat(sections(pair.negotiate().offer()).get(0)).contains("a=recvonly");
        try (VideoFrame frame = Pictures.solid(BLUE, 64, 64)) {
            assertThat(sender.push(frame)).isFalse();
        }
    }

    @Test
    void iceIsRestartedUnderRunningMedia() {
        PeerConnection caller =
                runtimes.one.open(PeerOptions.none()).blockOptional(Pair.LIMIT).orElseThrow();
        PeerConnection callee = runtimes.other
                .open(PeerOptions.none())
                .blockOptional(Pair.LIMIT)
                .orElseThrow();
        VideoSender up = sending(caller, "one", VideoEncoding.unlimited());
        String first = caller.offer(Mono::just).blockOptional(Pair.LIMIT).orElseThrow();
        answer(caller, callee, first);
        Flux<IceCandidate> own = caller.trickle().replay().autoConnect();
        Disposable there = Pair.trickle(own, callee);
        Disposable back = Pair.trickle(callee.trickle(), caller);
        runtimes.feed(up, RED);
        Pair.see(callee, RED);

        caller.useIceServers(PeerOptions.none()).block(Pair.LIMIT);
        String second = caller.restartIce().blockOptional(Pair.LIMIT).orElseThrow();
        answer(caller, callee, second);

        assertThat(ufrag(second)).isNotEqualTo(ufrag(first));
        own.filter(candidate -> ufrag(second).equals("a=ice-ufrag:" + candidate.usernameFragment()))
                .blockFirst(Pair.LIMIT);
        Pair.see(callee, RED);
        there.dispose();
        back.dispose();
    }

    @Test
    void offeredSoundIsTakenWithoutSendingAny() {
        Pair pair = runtimes.pair();
        AudioSender voice =
                pair.caller().sendAudio("voice").blockOptional(Pair.LIMIT).orElseThrow();
        AudioFrames heard = new AudioFrames();
        pair.callee().remote().routeAudio("0", heard);
        pair.callee().answerAudio().block(Pair.LIMIT);
        Pair.Sdp sdp = pair.negotiate();
        assertThat(sections(sdp.answer())).singleElement().asString().contains("a=recvonly");

        Disposable speaking = Tone.of(440).feed(voice);
        heard.frames().buffer(50).filter(Tone.of(440)::isIn).blockFirst(Pair.LIMIT);
        speaking.dispose();

        pair.caller().stopSending(voice).block(Pair.LIMIT);
        assertThat(sections(pair.negotiate().offer()).get(0)).doesNotContain("a=sendrecv");
        heard.close();
    }

    @Test
    void aTrackWithLimitsMayShareItsSectionWithTheOtherSide() {
        Pair pair = runtimes.pair();
        VideoSender up = pair.caller()
                .exchangeVideo("one", new VideoEncoding("H264", 500_000, null))
                .blockOptional(Pair.LIMIT)
                .orElseThrow();
        VideoSender down = Pair.sending(pair.callee());
        Pair.Sdp sdp = pair.negotiate();
        runtimes.feed(up, RED);
        runtimes.feed(down, GREEN);

        assertThat(sections(sdp.offer()))
                .singleElement()
                .asString()
                .contains("a=sendrecv")
                .containsPattern("(?s)m=video 9 \\S+ (\\d+) .*a=rtpmap:\\1 H264")
                .doesNotContain("a=rid", "a=simulcast");
        assertThat(sections(sdp.answer())).singleElement().asString().contains("a=sendrecv");
        Pair.see(pair.callee(), RED);
        Pair.see(pair.caller(), GREEN);
    }

    @Test
    void framesBeyondTheLimitAreNotHandedToTheEncoder() {
        PeerConnection peer =
                runtimes.one.open(PeerOptions.none()).blockOptional(Pair.LIMIT).orElseThrow();
        VideoSender limited = sending(peer, "one", new VideoEncoding(null, null, 1));
        VideoSender free = sending(peer, "two", VideoEncoding.unlimited());
        try (VideoFrame frame = Pictures.solid(BLUE, 64, 64)) {
            assertThat(limited.push(frame)).isTrue();
            assertThat(limited.push(frame)).isFalse();
            assertThat(free.push(frame)).isTrue();
            assertThat(free.push(frame)).isTrue();
        }
        assertThat(limited.framesSent()).isEqualTo(1);
        assertThat(free.framesSent()).isEqualTo(2);
    }

    @Test
    void limitsAreChecked() {
        assertThatThrownBy(() -> new VideoEncoding(" ", null, null)).hasMessageContaining("codec");
        assertThatThrownBy(() -> new VideoEncoding(null, 0, null)).hasMessageContaining("maxBitrate");
        assertThatThrownBy(() -> new VideoEncoding(null, null, 0)).hasMessageContaining("maxFramerate");
        PeerConnection peer =
                runtimes.one.open(PeerOptions.none()).blockOptional(Pair.LIMIT).orElseThrow();
        StepVerifier.create(peer.sendVideo("one", new VideoEncoding("H999", null, null)))
                .verifyError(IllegalArgumentException.class);
    }

    private static void answer(PeerConnection caller, PeerConnection callee, String offer) {
        caller.accept(callee.answer(offer).blockOptional(Pair.LIMIT).orElseThrow())
                .block(Pair.LIMIT);
    }

    private static VideoSender sending(PeerConnection peer, String label, VideoEncoding encoding) {
        return peer.sendVideo(label, encoding).blockOptional(Pair.LIMIT).orElseThrow();
    }

    private static void see(Flux<VideoFrame> frames, Yuv colour) {
        frames.map(frame -> {
                    try (frame) {
                        return Pictures.centre(frame);
                    }
                })
                .filter(colour::near)
                .blockFirst(Pair.LIMIT);
    }

    private static List<String> sections(String sdp) {
        List<String> parts = List.of(sdp.split("(?m)^m=", -1));
        return parts.subList(1, parts.size()).stream().map(part -> "m=" + part).toList();
    }

    private static String ufrag(String sdp) {
        return sdp.lines()
                .filter(line -> line.startsWith("a=ice-ufrag:"))
                .findFirst()
                .orElseThrow();
    }
}
