package io.decart4j.internal.sdp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class OfferSdpTest {

    private static final String HINTS = "x-google-min-bitrate=300;x-google-start-bitrate=600";

    @Test
    void withoutFormatParametersALineIsAddedBehindTheFeedback() {
        assertThat(hinted(
                        "v=0",
                        "m=video 9 X 96",
                        "a=rtpmap:96 VP8/90000",
                        "a=rtcp-fb:96 nack",
                        "a=rtcp-fb:96 nack pli",
                        "a=rtpmap:97 rtx/90000",
                        "a=fmtp:97 apt=96",
                        ""))
                .containsExactly(
                        "v=0",
                        "m=video 9 X 96",
                        "a=rtpmap:96 VP8/90000",
                        "a=rtcp-fb:96 nack",
                        "a=rtcp-fb:96 nack pli",
                        "a=fmtp:96 " + HINTS,
                        "a=rtpmap:97 rtx/90000",
                        "a=fmtp:97 apt=96",
                        "");
    }

    @Test
    void withoutFeedbackItIsAddedBehindTheCodec() {
        assertThat(hinted("m=video 9 X 96", "a=rtpmap:96 VP8/90000", "a=sendrecv"))
                .containsExactly("m=video 9 X 96", "a=rtpmap:96 VP8/90000", "a=fmtp:96 " + HINTS, "a=sendrecv");
    }

    @Test
    void formatParametersAreContinuedWhereverTheyStand() {
        assertThat(hinted("m=video 9 X 96", "a=fmtp:96 max-fr=30", "a=rtpmap:96 VP8/90000"))
                .containsExactly("m=video 9 X 96", "a=fmtp:96 max-fr=30;" + HINTS, "a=rtpmap:96 VP8/90000");
    }

    /** 9 is the beginning of 96, and 96 that of 960. */
    @Test
    void thePayloadTypeIsComparedWhole() {
        assertThat(hinted(
                        "m=video 9 X 9 96",
                        "a=rtpmap:9 VP8/90000",
                        "a=rtpmap:96 H264/90000",
                        "a=rtcp-fb:96 nack",
                        "a=fmtp:96 profile-level-id=42e01f"))
                .containsExactly(
                        "m=video 9 X 9 96",
                        "a=rtpmap:9 VP8/90000",
                        "a=fmtp:9 " + HINTS,
                        "a=rtpmap:96 H264/90000",
                        "a=rtcp-fb:96 nack",
                        "a=fmtp:96 profile-level-id=42e01f");
    }

    @Test
    void otherSectionsAreLeftAlone() {
        String[] lines = {
            "m=audio 9 X 96",
            "a=rtpmap:96 VP8/90000",
            "m=video 9 X 98",
            "a=rtpmap:98 VP9/90000",
            "m=application 9 X 96",
            "a=rtpmap:96 VP8/90000"
        };

        assertThat(hinted(lines)).containsExactly(lines);
    }

    @Test
    void everyVideoSectionIsEdited() {
        assertThat(hinted(
                        "m=video 9 X 96",
                        "a=rtpmap:96 VP8/90000",
                        "m=audio 9 X 0",
                        "m=video 9 X 100",
                        "a=rtpmap:100 vp8/90000"))
                .containsExactly(
                        "m=video 9 X 96",
                        "a=rtpmap:96 VP8/90000",
                        "a=fmtp:96 " + HINTS,
                        "m=audio 9 X 0",
                        "m=video 9 X 100",
                        "a=rtpmap:100 vp8/90000",
                        "a=fmtp:100 " + HINTS);
    }

    @Test
    void hintsThatAreThereStay() {
        String[] lines = {"m=video 9 X 96", "a=rtpmap:96 VP8/90000", "a=fmtp:96 x-google-min-bitrate=100"};

        assertThat(hinted(lines)).containsExactly(lines);
    }

    @Test
    void twoZerosChangeNothing() {
        String sdp = "m=video 9 X 96\r\na=rtpmap:96 VP8/90000\r\n";

        assertThat(OfferSdp.withBitrateHints(sdp, 0, 0)).isSameAs(sdp);
        assertThat(OfferSdp.withBitrateHints(sdp, 0, 600))
                .endsWith("a=fmtp:96 x-google-min-bitrate=0;x-google-start-bitrate=600\r\n");
    }

    @Test
    void bareLineFeedsStay() {
        assertThat(OfferSdp.withBitrateHints("m=video 9 X 96\na=rtpmap:96 VP8/90000\n", 300, 600))
                .isEqualTo("m=video 9 X 96\na=rtpmap:96 VP8/90000\na=fmtp:96 " + HINTS + "\n");
    }

    @Property(tries = 300)
    void onceIsEnoughAndNothingElseChanges(@ForAll @From("lines") List<String> lines) {
        String sdp = String.join("\r\n", lines);

        String once = OfferSdp.withBitrateHints(sdp, 300, 600);

        assertThat(OfferSdp.withBitrateHints(once, 300, 600)).isEqualTo(once);
        assertThat(once.replaceAll("a=fmtp:\\d+ " + HINTS + "(\r\n)?", "")
                        .replace(";" + HINTS, "")
                        .strip())
                .isEqualTo(sdp.strip());
    }

    @Provide
    Arbitrary<List<String>> lines() {
        return Arbitraries.of(
                        "v=0",
                        "m=video 9 X 96 9",
                        "m=audio 9 X 0",
                        "a=rtpmap:96 VP8/90000",
                        "a=rtpmap:9 VP8/90000",
                        "a=rtpmap:98 H264/90000",
                        "a=rtcp-fb:96 nack",
                        "a=rtcp-fb:9 nack",
                        "a=fmtp:96 max-fr=30",
                        "a=fmtp:98 x=1",
                        "a=sendrecv",
                        "a=rtpmap:",
                        "a=rtpmap:96",
                        "a=fmtp:96")
                .list()
                .ofMaxSize(12);
    }

    private static String[] hinted(String... lines) {
        return OfferSdp.withBitrateHints(String.join("\r\n", lines), 300, 600).split("\r\n", -1);
    }
}
