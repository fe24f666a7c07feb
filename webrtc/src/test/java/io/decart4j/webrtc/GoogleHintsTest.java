package io.decart4j.webrtc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GoogleHintsTest {

    @Test
    void aLineOfHintsAloneGoesWhole() {
        assertThat(GoogleHints.removed(
                        "a=rtpmap:96 VP8/90000\r\na=fmtp:96 x-google-min-bitrate=300\r\na=rtpmap:97 rtx\r\n"))
                .isEqualTo("a=rtpmap:96 VP8/90000\r\na=rtpmap:97 rtx\r\n");
    }

    @Test
    void otherParametersStay() {
        assertThat(GoogleHints.removed(
                        "a=fmtp:98 profile-id=0;x-google-min-bitrate=300;x-google-start-bitrate=600\r\n"))
                .isEqualTo("a=fmtp:98 profile-id=0\r\n");
    }

    @Test
    void withoutHintsTheTextIsTheSame() {
        String sdp = "v=0\r\na=fmtp:97 apt=96\r\n";
        assertThat(GoogleHints.removed(sdp)).isSameAs(sdp);
    }
}
