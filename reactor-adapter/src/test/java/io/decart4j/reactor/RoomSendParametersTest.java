package io.decart4j.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.livekit.server.LiveKitServerExtension;
import io.decart4j.stats.OutboundVideo;
import io.decart4j.testsupport.Slow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How video is sent, into a room of a real livekit-server. */
class RoomSendParametersTest {

    @RegisterExtension
    static final LiveKitServerExtension SERVER = new LiveKitServerExtension();

    @ParameterizedTest
    @EnumSource(VideoCodec.class)
    void theCodecInUseIsTheOneAskedFor(VideoCodec codec) {
        try (RoomStudio studio = new RoomStudio(SERVER.process())) {
            SendParameters.codecIs(studio.connect(studio.options().preferredVideoCodec(codec)), codec.name());
        }
    }

    @Test
    void withoutAPreferenceItIsH264() {
        try (RoomStudio studio = new RoomStudio(SERVER.process())) {
            SendParameters.codecIs(studio.connect(studio.options()), "H264");
        }
    }

    @Slow
    @Test
    void aLowBitRateIsHeld() {
        try (RoomStudio studio = new RoomStudio(SERVER.process())) {
            RealtimeSession session = studio.connect(SendParameters.noisy(Transport.LIVEKIT)
                    .preferredVideoCodec(VideoCodec.VP8)
                    .maxBitrate(300_000));
            assertThat(SendParameters.bitrate(session)).isBetween(60_000.0, 360_000.0);
        }
    }

    @Slow
    @Test
    void withALowBitRatePicturesGetSmaller() {
        try (RoomStudio studio = new RoomStudio(SERVER.process())) {
            RealtimeSession session = studio.connect(SendParameters.noisy(Transport.LIVEKIT)
                    .maxBitrate(100_000)
                    .degradationPreference(DegradationPreference.BALANCED));
            OutboundVideo smaller = SendParameters.sample(session, video -> video.frameWidth() == 320);
            assertThat(smaller.frameHeight()).isEqualTo(180);
        }
    }
}
