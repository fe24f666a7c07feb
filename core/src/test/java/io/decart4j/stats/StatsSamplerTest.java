package io.decart4j.stats;

import static io.decart4j.stats.Reports.entry;
import static io.decart4j.stats.Reports.in;
import static io.decart4j.stats.Reports.last;
import static io.decart4j.stats.Reports.out;
import static io.decart4j.stats.Reports.report;
import static io.decart4j.stats.Reports.video;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** From the counters of a peer connection to a sample (docs/protocol.md, C62). */
class StatsSamplerTest {

    @Test
    void withoutMediaThereIsOnlyAnUnknownConnection() {
        SessionStats stats = last(report());

        assertThat(stats)
                .isEqualTo(new SessionStats(
                        Instant.parse("2026-01-01T12:00:00Z"),
                        Duration.ZERO,
                        true,
                        null,
                        null,
                        null,
                        null,
                        null,
                        new ConnectionStats(null, null, null)));
    }

    /** Every field from a member of its own, so that none is read from another's. */
    @Test
    void C62_inboundVideo() {
        StatsReport first = report(video("inbound-rtp", 1, "bytesReceived", 1000));
        StatsReport second = report(video(
                "inbound-rtp",
                1,
                "framesDecoded",
                100,
                "framesDropped",
                2,
                "framesReceived",
                103,
                "keyFramesDecoded",
                4,
                "framesPerSecond",
                24.5,
                "frameWidth",
                1088,
                "frameHeight",
                624,
                "bytesReceived",
                BigInteger.valueOf(126_000),
                "packetsReceived",
                700,
                "packetsLost",
                7,
                "jitter",
                0.012,
                "freezeCount",
                3,
                "totalFreezesDuration",
                0.75,
                "nackCount",
                11,
                "pliCount",
                12,
                "firCount",
                13,
                "totalDecodeTime",
                0.5,
                "jitterBufferDelay",
                6.0,
                "jitterBufferEmittedCount",
                120,
                "totalProcessingDelay",
                8.0,
                "totalInterFrameDelay",
                4.0,
                "totalSquaredInterFrameDelay",
                0.2,
                "jitterBufferTargetDelay",
                3.0,
                "jitterBufferMinimumDelay",
                2.4,
                "decoderImplementation",
                "libvpx"));

        assertThat(last(first, second).video())
                .isEqualTo(new InboundVideo(
                        100, 2, 103, 4, 24.5, 1088, 624, 126_000, 700, 7, 12, 1_000_000, 3, 750, 7, 2, 3, 750, 11, 11,
                        12, 13, 5.0, 50.0, 80.0, 40.0, 20.0, 25.0, 20.0, "libvpx"));
    }

    @Test
    void C62_theFirstSampleIsTheBaseline() {
        SessionStats stats = last(report(
                video("inbound-rtp", 1, "bytesReceived", 5000, "packetsLost", 9, "freezeCount", 2, "nackCount", 3),
                video("outbound-rtp", 2, "bytesSent", 5000)));

        assertThat(stats.first()).isTrue();
        assertThat(stats.interval()).isZero();
        assertThat(stats.video()).satisfies(video -> {
            assertThat(video.packetsLost()).isEqualTo(9);
            assertThat(List.of(video.bitrate(), video.packetsLostDelta(), video.freezeCountDelta()))
                    .containsOnly(0L);
            assertThat(List.of(video.framesDroppedDelta(), video.nackCountDelta()))
                    .containsOnly(0L);
        });
        assertThat(stats.outboundVideo())
                .satisfies(video -> assertThat(video.bitrate()).isZero());
    }

    @Test
    void C62_outboundVideoIsTheSumOfItsLayersAndTheRestIsOfTheLargest() {
        StatsReport first =
                report(video("outbound-rtp", 1, "bytesSent", 1000), video("outbound-rtp", 2, "bytesSent", 500));
        StatsReport second = report(
                video(
                        "outbound-rtp",
                        1,
                        "bytesSent",
                        2000,
                        "packetsSent",
                        20,
                        "frameWidth",
                        320,
                        "frameHeight",
                        180,
                        "framesPerSecond",
                        15,
                        "nackCount",
                        1,
                        "pliCount",
                        2,
                        "firCount",
                        3,
                        "retransmittedBytesSent",
                        400,
                        "retransmittedPacketsSent",
                        4),
                video(
                        "outbound-rtp",
                        2,
                        "bytesSent",
                        3000,
                        "packetsSent",
                        30,
                        "frameWidth",
                        1280,
                        "frameHeight",
                        720,
                        "framesPerSecond",
                        30,
                        "framesEncoded",
                        50,
                        "totalEncodeTime",
                        0.25,
                        "totalPacketSendDelay",
                        0.6,
                        "qpSum",
                        1500,
                        "targetBitrate",
                        2_500_000.0,
                        "nackCount",
                        10,
                        "pliCount",
                        20,
                        "firCount",
                        30,
                        "retransmittedBytesSent",
                        4000,
                        "retransmittedPacketsSent",
                        40,
                        "qualityLimitationReason",
                        "cpu",
                        "qualityLimitationDurations",
                        Map.of("cpu", 1.5, "none", 2.0),
                        "encoderImplementation",
                        "libvpx",
                        "codecId",
                        "c1"),
                entry("codec", "c1", "mimeType", "video/H264"));

        assertThat(last(first, second).outboundVideo())
                .isEqualTo(new OutboundVideo(
                        "cpu",
                        Map.of("cpu", 1500.0, "none", 2000.0),
                        5000,
                        50,
                        30,
                        1280,
                        720,
                        3500 * 8,
                        2_500_000L,
                        5.0,
                        20.0,
                        30.0,
                        11,
                        22,
                        33,
                        4400,
                        44,
                        "libvpx",
                        "H264"));
    }

    @Test
    void C62_audioBothWays() {
        StatsReport first = report(
                entry("inbound-rtp", "in", "kind", "audio", "bytesReceived", 100),
                entry("outbound-rtp", "out", "kind", "audio", "bytesSent", 100));
        StatsReport second = report(
                entry(
                        "inbound-rtp",
                        "in",
                        "kind",
                        "audio",
                        "bytesReceived",
                        8100,
                        "packetsReceived",
                        50,
                        "packetsLost",
                        3,
                        "jitter",
                        0.004),
                entry("outbound-rtp", "out", "kind", "audio", "bytesSent", 4100, "packetsSent", 40),
                entry("remote-inbound-rtp", "r", "kind", "audio", "localId", "out", "fractionLost", 0.25));

        SessionStats stats = last(first, second);
        assertThat(stats.audio()).isEqualTo(new InboundAudio(8100, 50, 3, 3, 4, 64_000));
        assertThat(stats.outboundAudio()).isEqualTo(new OutboundAudio(4100, 40, 32_000));
        assertThat(stats.remoteInbound()).isEqualTo(new RemoteInbound(0.25, null, null));
        assertThat(stats.video()).isNull();
    }

    @Test
    void withoutADivisorThereIsNoAverage() {
        assertThat(last(report(video("inbound-rtp", 1, "totalDecodeTime", 1.0), video("outbound-rtp", 2, "qpSum", 1))))
                .satisfies(stats -> {
                    assertThat(in(stats).avgDecodeTimeMs()).isNull();
                    assertThat(in(stats).interFrameDelayStdDevMs()).isNull();
                    assertThat(out(stats).avgQp()).isNull();
                    assertThat(out(stats).targetBitrate()).isNull();
                    assertThat(out(stats).qualityLimitationReason()).isEqualTo("none");
                });
    }

    @Test
    void aCounterThatFellMakesNothingNegative() {
        StatsReport high = report(video("inbound-rtp", 1, "bytesReceived", 9000, "packetsLost", 5));
        StatsReport low = report(video("inbound-rtp", 1, "bytesReceived", 100, "packetsLost", -2));

        assertThat(last(high, low).video()).satisfies(video -> {
            assertThat(video.bitrate()).isZero();
            assertThat(video.packetsLost()).isZero();
            assertThat(video.packetsLostDelta()).isZero();
        });
        StatsReport on = report(video("inbound-rtp", 1, "bytesReceived", 600));
        assertThat(in(last(high, low, on)).bitrate()).isEqualTo(4000);
    }

    @Test
    void theStreamThatIsAliveIsDescribedAndNoneIsMixedWithAnother() {
        StatsReport first = report(video("inbound-rtp", 1, "bytesReceived", 50_000));
        StatsReport second = report(
                video("inbound-rtp", 1, "bytesReceived", 50_000, "frameWidth", 320),
                video("inbound-rtp", 2, "bytesReceived", 1000, "frameWidth", 640));

        assertThat(last(first, second).video()).satisfies(video -> {
            assertThat(video.frameWidth()).isEqualTo(640);
            assertThat(video.bytesReceived()).isEqualTo(1000);
            assertThat(video.bitrate()).isEqualTo(8000);
        });
    }

    @Test
    void aStreamThatWasMissingForAWhileDoesNotComeBackWithItsTotal() {
        StatsReport there = report(video("inbound-rtp", 1, "bytesReceived", 50_000));
        StatsReport back = report(video("inbound-rtp", 1, "bytesReceived", 51_000));

        assertThat(in(last(there, report(), back)).bitrate()).isEqualTo(8000);
    }

    @Test
    void aStreamIsKnownByItsSsrcAlsoUnderAnotherId() {
        StatsReport first = report(entry("inbound-rtp", "a", "kind", "video", "ssrc", 7L, "bytesReceived", 1000));
        StatsReport second = report(entry("inbound-rtp", "b", "kind", "video", "ssrc", 7L, "bytesReceived", 1500));

        assertThat(in(last(first, second)).bitrate()).isEqualTo(4000);
    }

    @Test
    void anotherConnectionBeginsAnewAlsoWithTheSameSsrc() {
        StatsSampler sampler = new StatsSampler();
        List<StatsReport.Entry> little =
                report(video("inbound-rtp", 1, "bytesReceived", 10)).entries();
        List<StatsReport.Entry> much =
                report(video("inbound-rtp", 1, "bytesReceived", 9000)).entries();
        sampler.sample(new StatsReport("one", little), Instant.EPOCH, 0);
        SessionStats other = sampler.sample(new StatsReport("two", much), Instant.EPOCH, 1_000_000_000);

        assertThat(other.first()).isTrue();
        assertThat(other.interval()).isZero();
        assertThat(in(other).bitrate()).isZero();
    }

    @Test
    void withoutTimeBetweenThereIsNoBitrate() {
        StatsSampler sampler = new StatsSampler();
        sampler.sample(report(video("inbound-rtp", 1, "bytesReceived", 10)), Instant.EPOCH, 5);
        StatsReport more = report(video("inbound-rtp", 1, "bytesReceived", 20));

        assertThat(in(sampler.sample(more, Instant.EPOCH, 5)).bitrate()).isZero();
        assertThat(sampler.sample(more, Instant.EPOCH, 4).interval()).isZero();
    }
}
