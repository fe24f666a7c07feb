package io.decart4j.webrtc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The forms of RFC 7064 and RFC 7065, and no other. */
class IceUrlTest {

    private static final String LETTERS = "stunSTUNstunrelay0123456789:.?=-_[]/@&abcdef";

    @ParameterizedTest
    @CsvSource({
        "stun:stun.example.org, stun, stun.example.org, , ",
        "stun:192.0.2.1:3478, stun, 192.0.2.1, 3478, ",
        "stuns:a_b-c.example:5349, stuns, a_b-c.example, 5349, ",
        "stun:[2001:db8::1]:3478, stun, [2001:db8::1], 3478, ",
        "turn:turn.example.org, turn, turn.example.org, , ",
        "turn:turn.example.org?transport=udp, turn, turn.example.org, , udp",
        "turn:[::1]:65535?transport=tcp, turn, [::1], 65535, tcp",
        "turn:[::ffff:192.0.2.1], turn, [::ffff:192.0.2.1], , ",
        "turns:TURN.example.org:443?transport=tcp, turns, TURN.example.org, 443, tcp"
    })
    void everyFormIsTakenApart(String url, String scheme, String host, String port, String transport) {
        assertThat(IceUrl.parse(url)).isEqualTo(new IceUrl(scheme, host, port, transport));
    }

    @ParameterizedTest
    @ValueSource(strings = {"stun:stun.example.org", "turns:[2001:db8::1]:443?transport=tcp"})
    void oneOtherLetterAnywhereIsRefused(String url) {
        for (int at = 0; at <= url.length(); at++) {
            String other = url.substring(0, at) + "é" + url.substring(at);
            assertThatThrownBy(() -> IceUrl.parse(other)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void itsLettersInAnyOtherOrderAreRefused() {
        Random random = new Random(1);
        for (int i = 0; i < 10_000; i++) {
            StringBuilder text = new StringBuilder();
            random.ints(random.nextInt(40), 0, LETTERS.length()).forEach(at -> text.append(LETTERS.charAt(at)));
            assertThatThrownBy(() -> IceUrl.parse(text.toString()))
                    .as("%s", text)
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @ParameterizedTest
    @CsvSource({"0", "65536", "99999"})
    void aPortIsOneToSixteenBits(String port) {
        assertThatThrownBy(() -> new IceUrl("turn", "host", port, null))
                .hasMessage("the port of an ICE server is 1 to 65535, not " + port);
    }

    @ParameterizedTest
    @CsvSource({"stun", "stuns"})
    void onlyTurnNamesATransport(String scheme) {
        assertThatThrownBy(() -> new IceUrl(scheme, "host", null, "udp")).hasMessage("a STUN URL takes no transport");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[1]", "[::1::2]", "[192.0.2.1]", "[1:2:3:4:5:6:7:8:9]"})
    void whatIsInBracketsIsAnAddress(String host) {
        assertThatThrownBy(() -> new IceUrl("turn", host, null, null))
                .hasMessage("what is in the brackets of an ICE server's URL is no IPv6 address");
    }

    @Test
    void whatMayHoldASecretIsNotShown() {
        assertThatThrownBy(() -> IceUrl.parse("turn:me:sécret@host"))
                .hasMessage(
                        "an ICE server URL is like turn:host:3478?transport=udp; stun, stuns and turns begin others,"
                                + " a host is a name or an address, [IPv6] in brackets, and transport is udp or tcp");
    }
}
