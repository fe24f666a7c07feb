package io.decart4j.stats;

import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.stats.CandidatePair.Candidate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CandidateAttributeTest {

    @ParameterizedTest
    @CsvSource({
        "candidate:1 1 udp 2122260223 192.0.2.1 50000 typ host generation 0 ufrag a, host, 192.0.2.1, 50000, udp",
        "a=candidate:842163049 1 UDP 1677729535 2001:db8::1 9 typ srflx raddr 0.0.0.0 rport 0, srflx, 2001:db8::1, 9, udp",
        "candidate:a+/ 2 tcp 1518280447 x-1.local 9 typ prflx tcptype active, prflx, x-1.local, 9, tcp",
        "1 1 udp 41885439 192.0.2.2 65535 typ relay, relay, 192.0.2.2, 65535, udp"
    })
    void isRead(String attribute, String type, String address, int port, String protocol) {
        assertThat(Candidate.ofAttribute(attribute)).isEqualTo(new Candidate(type, address, port, protocol));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "candidate:",
                "candidate:1 1 sctp 1 192.0.2.1 1 typ host",
                "candidate:1 1 udp 1 192.0.2.1 123456 typ host",
                "candidate:1 1 udp 1 192.0.2.1 1 typ hostile"
            })
    void whatIsNotUnderstoodIsUnknown(String attribute) {
        assertThat(Candidate.ofAttribute(attribute)).isEqualTo(Candidate.UNKNOWN);
    }

    @Test
    void anAddressCanBeLeftOut() {
        assertThat(Candidate.ofAttribute("candidate:1 1 udp 1 192.0.2.1 1 typ host")
                        .withoutAddress())
                .isEqualTo(new Candidate("host", "", 0, "udp"));
    }
}
