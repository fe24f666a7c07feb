package io.decart4j.reactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.decart4j.error.InvalidOptionException;
import io.decart4j.reactor.internal.media.EncoderLimits;
import io.decart4j.stats.OutboundVideo;
import io.decart4j.testsupport.Slow;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.Mono;

/** How video is sent, over a direct connection to a real server. */
class VideoSendParametersTest {

    static Stream<Arguments> badValues() {
        return Stream.of(
                Arguments.of(
                        bad(options -> options.maxBitrate(0)), "maxBitrate takes 30000 or more bits per second, not 0"),
                Arguments.of(bad(options -> options.maxBitrate(-1)), "maxBitrate takes 30000 or more"),
                Arguments.of(bad(options -> options.maxBitrate(29_999)), "maxBitrate takes 30000 or more"),
                Arguments.of(
                        bad(options -> options.maxFramerate(0)),
                        "maxFramerate takes 1 or more frames per second, not 0"),
                Arguments.of(bad(options -> options.maxFramerate(-30)), "maxFramerate takes 1 or more"));
    }

    private static Consumer<ConnectOptions.Builder> bad(Consumer<ConnectOptions.Builder> option) {
        return option;
    }

    @ParameterizedTest
    @MethodSource("badValues")
    void whatCannotBeHadFailsWhenTheOptionsAreBuilt(Consumer<ConnectOptions.Builder> option, String says) {
        ConnectOptions.Builder options = Studio.direct();
        option.accept(options);
        assertThatThrownBy(options::build)
                .isInstanceOf(InvalidOptionException.class)
                .hasMessageContaining(says)
                .satisfies(e -> assertThat(says).startsWith(((InvalidOptionException) e).option()));
    }

    @ParameterizedTest
    @CsvSource({"h264,H264", "VP8,VP8", "vp9,VP9", "Av1,AV1"})
    void codecsHaveTheirNames(String name, VideoCodec codec) {
        assertThat(VideoCodec.of(name)).isEqualTo(codec);
    }

    @Test
    void otherNamesAreRefusedWithThoseThereAre() {
        assertThatThrownBy(() -> VideoCodec.of("h265"))
                .isInstanceOf(InvalidOptionException.class)
                .hasMessage("preferredVideoCodec takes H264, VP8, VP9 or AV1, not h265");
        assertThatThrownBy(() -> DegradationPreference.of("sharp"))
                .isInstanceOf(InvalidOptionException.class)
                .hasMessage(
                        "degradationPreference takes maintain-framerate, maintain-resolution or balanced, not sharp");
        assertThat(DegradationPreference.of("Maintain-Resolution"))
                .isEqualTo(DegradationPreference.MAINTAIN_RESOLUTION);
    }

    @Test
    void aCodecThatTheMediaLibraryCannotEncodeIsNamedWithThoseItCan() {
        assertThatThrownBy(() -> EncoderLimits.require(VideoCodec.H264, List.of("VP8", "VP9")))
                .isInstanceOf(InvalidOptionException.class)
                .hasMessage(
                        "preferredVideoCodec takes what the media library of this machine can encode, VP8, VP9, not H264");
        EncoderLimits.require(VideoCodec.VP9, List.of("VP8", "vp9"));
    }

    @ParameterizedTest
    @EnumSource(VideoCodec.class)
    void theCodecInUseIsTheOneAskedFor(VideoCodec codec) {
        try (Studio studio = new Studio()) {
            SendParameters.codecIs(studio.connect(studio.options().preferredVideoCodec(codec)), codec.name());
        }
    }

    @Test
    void withoutAPreferenceItIsVp8() {
        try (Studio studio = new Studio()) {
            SendParameters.codecIs(studio.connect(studio.options()), "VP8");
        }
    }

    @Slow
    @Test
    void aLowBitRateIsHeld() {
        try (Studio studio = new Studio()) {
            RealtimeSession session =
                    studio.connect(SendParameters.noisy(Transport.DIRECT).maxBitrate(300_000));
            assertThat(SendParameters.bitrate(session)).isBetween(60_000.0, 360_000.0);
        }
    }

    @Test
    void aLowFrameRateIsHeldAndWhatIsLeftOutIsCounted() {
        try (Studio studio = new Studio()) {
            RealtimeSession session = studio.connect(studio.options().maxFramerate(5));
            Studio.awaitPicture(session, Studio::isUnchanged);
            MediaCounters before = session.counters();
            long began = System.nanoTime();
            Mono.delay(Duration.ofSeconds(2)).block();
            double seconds = (System.nanoTime() - began) / 1e9;
            MediaCounters after = session.counters();
            assertThat((after.framesSent() - before.framesSent()) / seconds).isBetween(2.5, 5.6);
            assertThat(after.localFramesDropped() - before.localFramesDropped()).isGreaterThan(8);
        }
    }

    @Slow
    @Test
    void withALowBitRatePicturesGetSmallerAndTheirRateStays() {
        try (Studio studio = new Studio()) {
            RealtimeSession session = studio.connect(SendParameters.noisy(Transport.DIRECT)
                    .maxBitrate(100_000)
                    .degradationPreference(DegradationPreference.MAINTAIN_FRAMERATE));
            OutboundVideo smaller = SendParameters.sample(session, video -> video.frameWidth() == 320);
            assertThat(smaller.frameHeight()).isEqualTo(180);
        }
    }

    @Slow
    @Test
    void withALowBitRateThereAreFewerPicturesAndTheirSizeStays() {
        try (Studio studio = new Studio()) {
            RealtimeSession session = studio.connect(SendParameters.noisy(Transport.DIRECT)
                    .maxBitrate(60_000)
                    .degradationPreference(DegradationPreference.MAINTAIN_RESOLUTION));
            OutboundVideo fewer = SendParameters.sample(
                    session, video -> session.counters().localFramesDropped() > 10 && video.framesPerSecond() <= 12);
            assertThat(fewer.frameWidth()).isEqualTo(SendParameters.NOISY.width());
        }
    }
}
