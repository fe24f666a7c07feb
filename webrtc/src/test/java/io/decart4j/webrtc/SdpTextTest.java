package io.decart4j.webrtc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Texts go to the native library when they are made of what is allowed, and else nowhere. */
class SdpTextTest {

    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
            + " \t\r\n!\"#$&'()*+,-./:;<=>?@[\\]^_`{|}~";

    /** Lines of a browser, of livekit-server and of webrtc-java that have more than letters and digits. */
    private static final String REAL = String.join(
            "\r\n",
            "v=0",
            "o=mozilla...THIS_IS_SDPARTA-99.0 3402378923460117512 0 IN IP4 0.0.0.0",
            "s=-",
            "a=fingerprint:sha-256 1A:2B:3C:4D",
            "a=group:BUNDLE 0 1 2",
            "a=msid-semantic: WMS *",
            "m=video 9 UDP/TLS/RTP/SAVPF 96 97",
            "c=IN IP6 2001:db8::1",
            "a=ice-ufrag:Yb3+",
            "a=ice-pwd:kS0f/7Xk3vB+u1tW9mQ2sL8d",
            "a=candidate:1467250027 1 tcp 1518280447 192.168.0.196 9 typ host tcptype active generation 0",
            "a=extmap:3 http://www.ietf.org/id/draft-holmer-rmcat-transport-wide-cc-extensions-01",
            "a=extmap:13 urn:3gpp:video-orientation",
            "a=fmtp:96 level-asymmetry-allowed=1;sprop-parameter-sets=Z0IAKeKQFoe0,aM48gA==;profile-level-id=42e01f",
            "a=msid:{6f3c1d2e-5b7a-4a0e} PA_9kfBw|TR_VC2x",
            "a=rid:q send max-width=320;max-height=180",
            "a=simulcast:send q;~h;f",
            "");

    @Test
    void whatDescriptionsAreMadeOfPasses() {
        assertThatCode(() -> SdpText.requireDescription("a remote description", REAL))
                .doesNotThrowAnyException();
        SdpText.requireCandidate(
                new IceCandidate("candidate:1 1 udp 1 fe80::1 9 typ host ufrag a+/", "0", null, "a+/"));
    }

    @Test
    void anyOrderOfTheAllowedLettersPasses() {
        Random random = new Random(1);
        for (int i = 0; i < 1000; i++) {
            StringBuilder text = new StringBuilder();
            random.ints(random.nextInt(200), 0, LETTERS.length()).forEach(at -> text.append(LETTERS.charAt(at)));
            SdpText.requireDescription("a remote description", text.toString());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"é", "€", "中", "\u00a0"})
    void oneOtherLetterAnywhereIsRefused(String other) {
        for (int at = 0; at <= REAL.length(); at++) {
            String text = REAL.substring(0, at) + other + REAL.substring(at);
            assertThatThrownBy(() -> SdpText.requireDescription("a remote description", text))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(
                            "a remote description has a character that is not allowed (U+%04X at %d)",
                            (int) other.charAt(0), at);
        }
    }

    @Test
    void theListIsExactlyThatOfTheAllowedLetters() {
        for (char letter = 0; letter < 0x2100; letter++) {
            assertThat(SdpText.isAllowed(letter)).as("U+%04X", (int) letter).isEqualTo(LETTERS.indexOf(letter) >= 0);
        }
    }

    @Test
    void lengthsAreBounded() {
        assertThatThrownBy(() -> SdpText.requireDescription("an offer", "a".repeat((4 << 20) + 1)))
                .hasMessage("an offer has at most 4194304 characters, not 4194305");
        assertThatThrownBy(() -> SdpText.requireCandidate(new IceCandidate("a".repeat(2049), "0", 0, null)))
                .hasMessage("a remote candidate has at most 2048 characters, not 2049");
        assertThatThrownBy(() -> SdpText.requireCandidate(new IceCandidate("a", "0".repeat(257), 0, null)))
                .hasMessage("a remote candidate's sdpMid has at most 256 characters, not 257");
    }

    @Test
    void aCandidateNamesItsSection() {
        assertThatThrownBy(() -> SdpText.requireCandidate(new IceCandidate("a", null, null, null)))
                .hasMessage("a candidate names its media section by sdpMid or sdpMLineIndex");
        assertThatThrownBy(() -> SdpText.requireCandidate(new IceCandidate("a", null, 65536, null)))
                .hasMessage("a remote candidate's sdpMLineIndex is 0 to 65535, not 65536");
        assertThatThrownBy(() -> SdpText.requireCandidate(new IceCandidate("a", "é", 0, null)))
                .hasMessage("a remote candidate's sdpMid has a character that is not allowed (U+00E9 at 0)");
    }

    @Test
    void aLabelIsAnIdentifierOfAMediaStream() {
        SdpText.requireLabel("{6f3c1d2e-5b7a-4a0e}");
        SdpText.requireLabel("a".repeat(64));
        for (String label : new String[] {"", "a".repeat(65), "my camera", "caméra", "a:b"}) {
            assertThatThrownBy(() -> SdpText.requireLabel(label))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("label takes 1 to 64 letters, digits and any of !#$&'*+-.^_`{|}~");
        }
    }
}
