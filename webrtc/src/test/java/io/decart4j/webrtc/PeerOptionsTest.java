package io.decart4j.webrtc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.onvoid.webrtc.RTCBundlePolicy;
import dev.onvoid.webrtc.RTCIceTransportPolicy;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

class PeerOptionsTest {

    private static final IceServer TURN = new IceServer(List.of("turn:127.0.0.1:9?transport=udp"), "user", "secret");

    @RegisterExtension
    final TwoRuntimes runtimes = new TwoRuntimes();

    @Test
    void theCredentialReachesTheServerAndNoLog() {
        PeerOptions options = new PeerOptions(List.of(TURN), true);

        var configuration = options.toNative();

        assertThat(configuration.iceServers).hasSize(1);
        assertThat(configuration.iceServers.get(0).password).isEqualTo("secret");
        assertThat(configuration.iceTransportPolicy).isEqualTo(RTCIceTransportPolicy.RELAY);
        assertThat(configuration.bundlePolicy).isEqualTo(RTCBundlePolicy.MAX_BUNDLE);
        assertThat(options.toString()).contains("user").doesNotContain("secret");
    }

    /** What WebRTC refuses must not reach it: the report of it crashes the JVM. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "gopher:nowhere",
                "stun:",
                "STUN:host",
                "stun://host",
                "stun:user@host",
                "stun:host:0",
                "stun:host:65536",
                "stun:host?transport=udp",
                "turn:host?transport=sctp",
                "turn:host?transport=udp&x=y",
                "turn:[::1",
                "turn:ho st"
            })
    void malformedServersAreRefusedEarly(String url) {
        assertThatThrownBy(() -> new IceServer(List.of(url), "user", "secret"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("secret");
    }

    @Test
    void incompleteServersAreRefusedEarly() {
        assertThatThrownBy(() -> new IceServer(List.of(), null, null)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new IceServer(List.of("turn:host"), "user", null))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new IceServer(List.of("turn:host"), "", "secret"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new IceServer(List.of("turn:host"), "u".repeat(510), "secret"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "stun:127.0.0.1",
                "stuns:localhost:5349",
                "stun:[::1]:3478",
                "turn:127.0.0.1:1?transport=tcp",
                "turns:a-b.example:443?transport=tcp",
                "turn:[::1]"
            })
    void wellFormedServersAreTakenByTheNativeSide(String url) {
        PeerOptions options = new PeerOptions(List.of(new IceServer(List.of(url), "u".repeat(509), "secret")), false);

        // Nothing is asked of a server before there is an offer.
        runtimes.one.open(options).flatMap(PeerConnection::close).block(Pair.LIMIT);
    }

    @Test
    void relayOnlyOffersNoAddressOfThisMachine() {
        PeerOptions relayOnly = new PeerOptions(List.of(), true);
        PeerConnection peer =
                runtimes.one.open(relayOnly).blockOptional(Pair.LIMIT).orElseThrow();
        Pair.sending(peer);

        peer.offer(Mono::just).block(Pair.LIMIT);

        StepVerifier.create(peer.candidates()).expectComplete().verify(Pair.LIMIT);
    }
}
