package io.decart4j.webrtc;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What the other side says is looked at before it gets to native code, and costs no more than itself. */
class RemoteTextTest {

    @RegisterExtension
    final TwoRuntimes runtimes = new TwoRuntimes();

    @Test
    void whatIsRefusedCostsNothingElse() {
        Pair pair = Pair.open(runtimes.one, runtimes.other);
        Pair.sending(pair.caller());
        assertThatThrownBy(() -> pair.callee().answer("v=0\r\ns=é\r\n").block(Pair.LIMIT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a remote description has a character that is not allowed (U+00E9 at 7)");
        assertThatThrownBy(() -> pair.callee()
                        .addCandidate(new IceCandidate("candidate:é", "0", 0, null))
                        .block(Pair.LIMIT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a remote candidate has a character that is not allowed (U+00E9 at 10)");
        pair.negotiate();
        pair.connected();
        pair.close();
    }

    @Test
    void anEditedOfferIsLookedAtToo() {
        Pair pair = Pair.open(runtimes.one, runtimes.other);
        Pair.sending(pair.caller());
        assertThatThrownBy(() -> pair.negotiate(offer -> offer + "s=é\r\n"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("a local description has a character that is not allowed (U+00E9 at ");
        pair.close();
    }

    @Test
    void labelsAreLookedAtToo() {
        Pair pair = Pair.open(runtimes.one, runtimes.other);
        PeerConnection peer = pair.caller();
        for (Mono<?> send : new Mono<?>[] {
            peer.sendVideo("caméra"), peer.sendVideo("caméra", VideoEncoding.unlimited()), peer.sendAudio("caméra")
        }) {
            assertThatThrownBy(() -> send.block(Pair.LIMIT))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("label takes ");
        }
        pair.close();
    }

    @Test
    void moreCandidatesThanAnyNetworkHasAreRefused() {
        PeerConnection peer =
                runtimes.one.open(PeerOptions.none()).blockOptional(Pair.LIMIT).orElseThrow();
        Flux<Void> flood = Flux.range(0, 5000)
                .concatMap(i -> peer.addCandidate(
                        new IceCandidate("candidate:" + i + " 1 udp 2122260223 127.0.0.1 9 typ host", "0", 0, null)));
        assertThatThrownBy(() -> flood.blockLast(Pair.LIMIT))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the other side names more than 1024 candidates");
        peer.close().block(Pair.LIMIT);
    }
}
