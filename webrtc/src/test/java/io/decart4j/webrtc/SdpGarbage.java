package io.decart4j.webrtc;

import java.util.Objects;
import java.util.Random;
import java.util.function.Function;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Gives broken descriptions and candidates to the native library, as a server or a client could, and looks from time to
 * time whether good ones still connect. A program of its own, so that an abort is an exit code.
 */
final class SdpGarbage {

    private static final int BETWEEN_CHECKS = 100;

    private final SdpMutations mutations;
    private final Random random;
    private int taken;
    private int refused;

    private SdpGarbage(long seed) {
        this.mutations = new SdpMutations(seed);
        this.random = new Random(seed);
    }

    public static void main(String[] arguments) {
        int rounds = Integer.parseInt(arguments[0]);
        SdpGarbage garbage = new SdpGarbage(Long.parseLong(arguments[1]));
        try (WebRtcRuntime one = WebRtcRuntime.create();
                WebRtcRuntime other = WebRtcRuntime.create()) {
            Pair.Sdp good = connects(one, other);
            for (int i = 1; i <= rounds; i++) {
                String offer = garbage.mutations.of(good.offer());
                garbage.give(one, peer -> peer.answer(offer).then());
                garbage.give(
                        one,
                        peer -> peer.sendVideo("video")
                                .then(peer.sendAudio("video"))
                                .then(peer.offer(Mono::just))
                                .flatMap(own -> peer.accept(garbage.mutations.of(good.answer()))));
                if (i % BETWEEN_CHECKS == 0) {
                    connects(one, other);
                }
            }
            if (one.openPeerConnections() + other.openPeerConnections() != 0) {
                throw new IllegalStateException("connections left");
            }
        }
        System.out.println(garbage.taken + " taken, " + garbage.refused + " refused, done");
    }

    private void give(WebRtcRuntime runtime, Function<PeerConnection, Mono<Void>> step) {
        PeerConnection peer =
                Objects.requireNonNull(runtime.open(PeerOptions.none()).block(Pair.LIMIT));
        try {
            step.apply(peer).block(Pair.LIMIT);
            taken++;
        } catch (WebRtcException | IllegalArgumentException | IllegalStateException e) {
            refused++;
        }
        candidates(peer);
        peer.close().block(Pair.LIMIT);
    }

    private void candidates(PeerConnection peer) {
        String real = "candidate:1 1 udp 2122260223 127.0.0.1 9 typ host generation 0 ufrag abcd network-id 1";
        Flux.range(0, 5)
                .concatMap(i -> {
                    String line = mutations.of("a=" + real).strip();
                    return peer.addCandidate(
                                    new IceCandidate(line, String.valueOf(random.nextInt(4)), random.nextInt(), null))
                            .onErrorComplete();
                })
                .blockLast(Pair.LIMIT);
    }

    private static Pair.Sdp connects(WebRtcRuntime one, WebRtcRuntime other) {
        Pair pair = Pair.open(one, other);
        try {
            pair.caller().sendAudio("video").block(Pair.LIMIT);
            pair.caller().sendVideo("video").block(Pair.LIMIT);
            pair.callee().answerAudio().block(Pair.LIMIT);
            Pair.Sdp sdp = pair.negotiate();
            pair.connected();
            return sdp;
        } finally {
            pair.close();
        }
    }
}
