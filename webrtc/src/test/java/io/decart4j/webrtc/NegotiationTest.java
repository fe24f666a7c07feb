package io.decart4j.webrtc;

import static io.decart4j.webrtc.Pictures.BLUE;
import static io.decart4j.webrtc.Pictures.RED;
import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.flow.CallersCode;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.test.StepVerifier;

/** What is offered and answered, and in which order things may come. */
class NegotiationTest {

    @RegisterExtension
    final TwoRuntimes runtimes = new TwoRuntimes();

    @Test
    void aSenderTakesTheOfferedSection() {
        Pair pair = runtimes.pair();
        Pair.sending(pair.caller());
        Pair.sending(pair.callee());

        Pair.Sdp sdp = pair.negotiate();

        assertThat(sdp.offer()).containsOnlyOnce("m=video").containsOnlyOnce("a=sendrecv");
        assertThat(sdp.answer()).containsOnlyOnce("m=video").containsOnlyOnce("a=sendrecv");
    }

    @Test
    void aReceiveOnlyOfferIsAnsweredSendOnly() {
        Pair pair = runtimes.pair();
        pair.caller().receiveVideo().block(Pair.LIMIT);
        VideoSender down = Pair.sending(pair.callee());

        Pair.Sdp sdp = pair.negotiate();
        runtimes.feed(down, BLUE);

        assertThat(sdp.offer()).containsOnlyOnce("m=video").containsOnlyOnce("a=recvonly");
        assertThat(sdp.answer()).containsOnlyOnce("m=video").containsOnlyOnce("a=sendonly");
        Pair.see(pair.caller(), BLUE);
    }

    @Test
    void theSecondOfferAddsTheOtherDirection() {
        Pair pair = runtimes.pair();
        VideoSender up = Pair.sending(pair.caller());
        assertThat(pair.negotiate().answer()).containsOnlyOnce("a=recvonly");
        runtimes.feed(up, RED);
        Pair.see(pair.callee(), RED);

        VideoSender down = Pair.sending(pair.callee());
        assertThat(pair.negotiate().answer()).containsOnlyOnce("m=video").containsOnlyOnce("a=sendrecv");
        runtimes.feed(down, BLUE);

        Pair.see(pair.caller(), BLUE);
        Pair.see(pair.callee(), RED);
    }

    @Test
    void anOfferedMicrophoneIsRefusedAndVideoFlows() {
        Pair pair = runtimes.pair();
        VideoSender up = Pair.sending(pair.caller());
        pair.caller().receiveAudio().block(Pair.LIMIT);
        VideoSender down = Pair.sending(pair.callee());

        // As a browser would offer its microphone; nothing here captures sound.
        Pair.Sdp sdp = pair.negotiate(offer -> offer.replace("a=recvonly", "a=sendrecv"));
        runtimes.feed(up, RED);
        runtimes.feed(down, BLUE);

        assertThat(section(sdp.answer(), "audio")).contains("a=inactive");
        assertThat(section(sdp.answer(), "video")).contains("a=sendrecv");
        Pair.see(pair.callee(), RED);
        Pair.see(pair.caller(), BLUE);
    }

    @Test
    void anAnswererThatReceivesAudioAcceptsIt() {
        Pair pair = runtimes.pair();
        Pair.sending(pair.caller());
        pair.caller().receiveAudio().block(Pair.LIMIT);
        pair.callee().receiveAudio().block(Pair.LIMIT);

        Pair.Sdp sdp = pair.negotiate(offer -> offer.replace("a=recvonly", "a=sendrecv"));

        assertThat(section(sdp.answer(), "audio")).contains("a=recvonly");
    }

    @Test
    void candidatesMayComeBeforeTheDescription() {
        PeerConnection caller =
                runtimes.one.open(PeerOptions.none()).blockOptional(Pair.LIMIT).orElseThrow();
        PeerConnection callee = runtimes.other
                .open(PeerOptions.none())
                .blockOptional(Pair.LIMIT)
                .orElseThrow();
        VideoSender up = Pair.sending(caller);

        String offer = caller.offer(Mono::just).blockOptional(Pair.LIMIT).orElseThrow();
        List<IceCandidate> early =
                caller.candidates().collectList().blockOptional(Pair.LIMIT).orElseThrow();
        assertThat(early)
                .isNotEmpty()
                .allSatisfy(
                        candidate -> assertThat(candidate.usernameFragment()).isNotNull());
        Flux.fromIterable(early).concatMap(callee::addCandidate).blockLast(Pair.LIMIT);
        callee.addCandidate(new IceCandidate("candidate:nonsense", "0", 0, null))
                .block(Pair.LIMIT);
        callee.addCandidate(new IceCandidate("", "0", 0, null)).block(Pair.LIMIT);
        // The answerer's candidates are held back: the connection comes from those that waited.
        String answer = callee.answer(offer).blockOptional(Pair.LIMIT).orElseThrow();
        caller.accept(answer).block(Pair.LIMIT);
        runtimes.feed(up, RED);

        Pair.see(callee, RED);
    }

    @Test
    void candidatesAreFoundByMidOrByIndex() {
        PeerConnection caller =
                runtimes.one.open(PeerOptions.none()).blockOptional(Pair.LIMIT).orElseThrow();
        PeerConnection callee = runtimes.other
                .open(PeerOptions.none())
                .blockOptional(Pair.LIMIT)
                .orElseThrow();
        Pair.sending(caller);
        String offer = caller.offer(Mono::just).blockOptional(Pair.LIMIT).orElseThrow();
        callee.answer(offer).block(Pair.LIMIT);
        IceCandidate found =
                caller.candidates().next().blockOptional(Pair.LIMIT).orElseThrow();

        callee.addCandidate(new IceCandidate(found.candidate(), null, 0, null)).block(Pair.LIMIT);
        callee.addCandidate(new IceCandidate(found.candidate(), "0", null, null))
                .block(Pair.LIMIT);

        StepVerifier.create(callee.addCandidate(new IceCandidate(found.candidate(), null, null, null)))
                .verifyError(IllegalArgumentException.class);
        StepVerifier.create(callee.addCandidate(new IceCandidate("candidate:nonsense", "0", 0, null)))
                .verifyErrorSatisfies(e ->
                        assertThat(e).isInstanceOf(WebRtcException.class).hasMessageStartingWith("add candidate: "));
    }

    @Test
    void theOfferIsEditedOffTheNativeThreads() {
        Pair pair = runtimes.pair();
        Pair.sending(pair.caller());
        AtomicReference<String> thread = new AtomicReference<>("");

        Pair.Sdp sdp = pair.negotiate(offer -> {
            assertThat(Schedulers.isInNonBlockingThread()).isTrue();
            thread.set(Thread.currentThread().getName());
            return offer.replace("s=-", "s=edited");
        });

        assertThat(thread.get()).startsWith("parallel-");
        assertThat(sdp.offer()).contains("s=edited");
        StepVerifier.create(pair.caller().offer(offer -> Mono.empty())).verifyError(IllegalStateException.class);
        StepVerifier.create(pair.caller().offer(offer -> {
                    throw new UnsupportedOperationException("mine");
                }))
                .verifyErrorMessage("mine");
    }

    @Test
    void thePreferredCodecComesFirst() {
        Pair pair = runtimes.pair();
        Pair.sending(pair.caller());
        for (String codec : List.of("h264", "AV1", "VP8")) {
            pair.caller().preferVideoCodec(codec).block(Pair.LIMIT);
            String offer =
                    pair.caller().offer(Mono::just).blockOptional(Pair.LIMIT).orElseThrow();
            var first = Pattern.compile("a=rtpmap:\\d+ (\\w+)/90000").matcher(offer);
            assertThat(first.find()).isTrue();
            assertThat(first.group(1)).isEqualToIgnoringCase(codec);
        }
        StepVerifier.create(pair.caller().preferVideoCodec("VP7"))
                .verifyErrorSatisfies(e -> assertThat(e).hasMessageContaining("VP8"));
        StepVerifier.create(pair.callee().preferVideoCodec("VP8")).verifyError(IllegalStateException.class);
    }

    @Test
    void badDescriptionsNameTheStep() {
        Pair pair = runtimes.pair();

        StepVerifier.create(pair.callee().answer("nonsense"))
                .verifyErrorSatisfies(e -> assertThat(e)
                        .isInstanceOf(WebRtcException.class)
                        .hasMessageStartingWith("set remote description: "));
        StepVerifier.create(pair.caller().accept("v=0")).verifyError(WebRtcException.class);
    }

    private static String section(String sdp, String kind) {
        int from = sdp.indexOf("m=" + kind);
        int to = sdp.indexOf("m=", from + 2);
        return sdp.substring(from, to < 0 ? sdp.length() : to);
    }

    @Test
    void whateverTheEditThrowsIsTheErrorOfTheOffer() {
        PeerConnection peer =
                runtimes.one.open(PeerOptions.none()).blockOptional(Pair.LIMIT).orElseThrow();
        Pair.sending(peer);
        StepVerifier.create(peer.offer(sdp -> {
                    throw new NoClassDefFoundError("of the caller");
                }))
                .expectErrorSatisfies(e -> assertThat(e)
                        .isInstanceOf(CallersCode.Fault.class)
                        .hasCauseInstanceOf(NoClassDefFoundError.class))
                .verify(Pair.LIMIT);
        StepVerifier.create(peer.offer(sdp -> {
                    throw new IllegalArgumentException("mine");
                }))
                .expectErrorMessage("mine")
                .verify(Pair.LIMIT);
        peer.close().block(Pair.LIMIT);
    }
}
