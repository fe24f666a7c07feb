package io.decart4j.webrtc;

import static io.decart4j.webrtc.Pictures.BLUE;
import static io.decart4j.webrtc.Pictures.RED;
import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.stats.ConnectionStats;
import io.decart4j.stats.InboundVideo;
import io.decart4j.stats.OutboundVideo;
import io.decart4j.stats.RemoteInbound;
import io.decart4j.stats.SessionStats;
import io.decart4j.stats.StatsReport;
import io.decart4j.stats.StatsSampler;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

/** What real connections count. */
class StatsTest {

    @RegisterExtension
    final TwoRuntimes runtimes = new TwoRuntimes();

    @Test
    void aReportHasWhatTheSamplerReads() {
        Pair pair = runtimes.pair();
        VideoSender up = Pair.sending(pair.caller());
        VideoSender down = Pair.sending(pair.callee());
        pair.negotiate();
        pair.connected();
        runtimes.feed(up, RED);
        runtimes.feed(down, BLUE);
        StatsSampler sampler = new StatsSampler();

        SessionStats stats = Objects.requireNonNull(Flux.interval(Duration.ofMillis(200))
                .onBackpressureDrop()
                .concatMap(tick -> pair.caller().stats(), 0)
                .map(report -> sampler.sample(report, Instant.EPOCH, System.nanoTime()))
                .filter(StatsTest::isComplete)
                .blockFirst(Pair.LIMIT));

        InboundVideo in = Objects.requireNonNull(stats.video());
        assertThat(in.frameWidth()).isEqualTo(320);
        assertThat(in.frameHeight()).isEqualTo(180);
        assertThat(in.decoderImplementation()).isNotEmpty();
        assertThat(in.avgDecodeTimeMs()).isNotNegative();
        assertThat(in.jitterMs()).isBetween(0.0, 1000.0);
        OutboundVideo out = Objects.requireNonNull(stats.outboundVideo());
        assertThat(out.frameWidth()).isEqualTo(320);
        assertThat(out.avgEncodeTimeMs()).isPositive();
        assertThat(out.encoderImplementation()).isNotEmpty();
        assertThat(out.qualityLimitationDurationsMs()).containsKey("none");
        assertThat(Objects.requireNonNull(stats.remoteInbound()).fractionLost()).isBetween(0.0, 1.0);
        assertThat(stats.connection().selectedCandidatePair()).satisfies(selected -> {
            assertThat(selected.isRelayed()).isFalse();
            assertThat(selected.local().candidateType()).isIn("host", "prflx");
            assertThat(selected.local().protocol()).isEqualTo("udp");
            assertThat(selected.remote().port()).isPositive();
        });
        assertThat(stats.audio()).isNull();
    }

    private static boolean isComplete(SessionStats stats) {
        InboundVideo in = stats.video();
        OutboundVideo out = stats.outboundVideo();
        RemoteInbound remote = stats.remoteInbound();
        return in != null
                && in.bitrate() > 0
                && in.framesDecoded() > 0
                && in.framesPerSecond() > 0
                && out != null
                && out.bitrate() > 0
                && out.avgEncodeTimeMs() != null
                && out.targetBitrate() != null
                && remote != null
                && remote.roundTripTimeMs() != null
                && stats.connection().currentRoundTripTimeMs() != null
                && stats.connection().availableOutgoingBitrate() != null;
    }

    @Test
    void theOutboundPartHasWhatIsSentAndWhatIsReportedOfIt() {
        Pair pair = runtimes.pair();
        VideoSender up = Pair.sending(pair.caller());
        Pair.sending(pair.callee());
        pair.negotiate();
        pair.connected();
        runtimes.feed(up, RED);

        StatsReport report = Objects.requireNonNull(Flux.interval(Duration.ofMillis(200))
                .onBackpressureDrop()
                .concatMap(tick -> pair.caller().outboundStats(), 0)
                .filter(part -> part.ofType("remote-inbound-rtp").findAny().isPresent())
                .blockFirst(Pair.LIMIT));

        assertThat(report.entries())
                .extracting(StatsReport.Entry::type)
                .containsOnly("outbound-rtp", "remote-inbound-rtp");
        assertThat(report.ofType("outbound-rtp").findFirst().orElseThrow().number("packetsSent"))
                .isPositive();
        assertThat(report.source())
                .isEqualTo(pair.caller().stats().map(StatsReport::source).block(Pair.LIMIT));
    }

    @Test
    void eachConnectionNamesItself() {
        Pair pair = runtimes.pair();
        StatsReport caller = pair.caller().stats().blockOptional(Pair.LIMIT).orElseThrow();
        StatsReport callee = pair.callee().stats().blockOptional(Pair.LIMIT).orElseThrow();

        assertThat(caller.source()).isNotEqualTo(callee.source());
        assertThat(pair.caller().stats().map(StatsReport::source).block(Pair.LIMIT))
                .isEqualTo(caller.source());
        assertThat(ConnectionStats.of(caller).selectedCandidatePair())
                .as("there is no path yet")
                .isNull();
    }

    @Test
    void aClosedConnectionHasNoStatistics() {
        Pair pair = runtimes.pair();
        pair.caller().close().block(Pair.LIMIT);

        StepVerifier.create(pair.caller().stats()).expectComplete().verify(Pair.LIMIT);
        StepVerifier.create(pair.caller().roundTripTime()).expectComplete().verify(Pair.LIMIT);
    }

    @Test
    void whatIsAskedForWhileTheConnectionClosesEnds() {
        Pair pair = runtimes.pair();
        Flux<StatsReport> asked = Flux.range(0, 50).flatMap(i -> pair.caller().stats(), 50);

        StepVerifier.create(asked.mergeWith(pair.caller().close().then().cast(StatsReport.class)))
                .thenConsumeWhile(report -> true)
                .expectComplete()
                .verify(Pair.LIMIT);
    }
}
