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

    @Test
    void aUrlOfAnotherFormIsRefusedEarlyAndNotShown() {
        assertThatThrownBy(() -> new IceServer(List.of("turn:host", "turn:me:sécret@host"), "user", "secret"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("like turn:host:3478?transport=udp")
                .hasMessageNotContainingAny("secret", "sécret");
    }

    @Test
    void incompleteServersAreRefusedEarly() {
        assertThatThrownBy(() -> new IceServer(List.of(), null, null)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new IceServer(List.of("turn:host"), "user", null))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new IceServer(List.of("turn:host"), "", "secret"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** As RFC 8489 counts them: a letter may be several bytes. */
    @Test
    void aUsernameHasAtMost509Bytes() {
        for (String username : List.of("u".repeat(510), "é".repeat(255))) {
            assertThatThrownBy(() -> new IceServer(List.of("turn:host"), username, "secret"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("the username of an ICE server has at most 509 bytes, not 510");
        }
        assertThat(new IceServer(List.of("turn:host"), "é".repeat(254), "secret").username())
                .hasSize(254);
    }

    @Test
    void namesAndCredentialsHaveNoControlCharacters() {
        assertThatThrownBy(() -> new IceServer(List.of("turn:host"), "us\ter", "secret"))
                .hasMessage("the username of an ICE server has no control characters");
        assertThatThrownBy(() -> new IceServer(List.of("turn:host"), "user", "sec\tret"))
                .hasMessage("the credential of an ICE server has no control characters");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "stun:127.0.0.1",
                "stuns:localhost:5349",
                "stun:[::1]:3478",
                "stuns:[2001:db8::1]",
                "turn:127.0.0.1",
                "turn:[::ffff:127.0.0.1]:9?transport=udp",
                "turn:127.0.0.1:1?transport=tcp",
                "turns:a-b.example:443?transport=tcp",
                "turn:[::1]"
            })
    void wellFormedServersAreTakenByTheNativeSide(String url) {
        // The longest name, and those of the REST API for access to TURN services.
        IceServer longest = new IceServer(List.of(url), "u".repeat(509), "secret");
        IceServer rest = new IceServer(List.of(url), "1893456000:user@example.org", "nO2w4m+X1eF9/7ZaZ0Q4m3sYyqA=");

        // Nothing is asked of a server before there is an offer.
        runtimes.one
                .open(new PeerOptions(List.of(longest, rest), false))
                .flatMap(PeerConnection::close)
                .block(Pair.LIMIT);
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
