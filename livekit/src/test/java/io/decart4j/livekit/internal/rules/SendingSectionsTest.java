package io.decart4j.livekit.internal.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class SendingSectionsTest {

    private static final String SDP = """
            v=0
            a=msid-semantic:WMS*
            m=application 9 UDP/DTLS/SCTP webrtc-datachannel
            a=mid:0
            m=video 9 UDP/TLS/RTP/SAVPF 96
            a=mid:1
            a=sendrecv
            a=msid:PA_1|TR_1 TR_1
            m=audio 9 UDP/TLS/RTP/SAVPF 111
            a=mid:2
            a=sendonly
            a=msid:PA_1|camera TR_2
            m=video 9 UDP/TLS/RTP/SAVPF 96
            a=mid:3
            a=inactive
            a=msid:PA_1|TR_3 TR_3
            m=video 9 UDP/TLS/RTP/SAVPF 96
            a=mid:4
            a=recvonly
            m=video 9 UDP/TLS/RTP/SAVPF 96
            a=mid:5
            a=msid:alone
            """;

    @Test
    void theSecondWordOfTheMsidIsTheTrack() {
        assertThat(SendingSections.of(SDP, Map.of())).containsExactly(Map.entry("1", "TR_1"), Map.entry("2", "TR_2"));
    }

    @Test
    void whatTheMessageSaysGoesFirst() {
        assertThat(SendingSections.of(SDP, Map.of("1", "TR_9", "3", "TR_3", "5", "TR_5")))
                .containsExactly(Map.entry("1", "TR_9"), Map.entry("2", "TR_2"), Map.entry("5", "TR_5"));
    }
}
