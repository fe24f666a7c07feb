package io.decart4j.reactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.input.InitialState;
import io.decart4j.media.source.TestPattern;
import io.decart4j.model.RealtimeModel;
import io.decart4j.quality.LimitingFactor;
import io.decart4j.quality.QualityLevel;
import io.decart4j.quality.QualityReport;
import io.decart4j.stats.InboundVideo;
import io.decart4j.stats.OutboundVideo;
import io.decart4j.stats.RemoteInbound;
import io.decart4j.stats.SessionStats;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import reactor.core.scheduler.Schedulers;

/** What is measured of real media through a real server. */
class StatsEndToEndTest {

    private static final Duration OFTEN = Duration.ofMillis(500);
    private static final Duration WARM_UP = Duration.ofSeconds(60);

    private static boolean flows(SessionStats stats) {
        InboundVideo in = stats.video();
        OutboundVideo out = stats.outboundVideo();
        RemoteInbound remote = stats.remoteInbound();
        return in != null
                && out != null
                && in.bitrate() > 0
                && out.bitrate() > 0
                && in.framesPerSecond() > 0
                && remote != null
                && remote.roundTripTimeMs() != null
                && stats.connection().currentRoundTripTimeMs() != null;
    }

    private static long bitrate(SessionStats stats) {
        InboundVideo video = stats.video();
        return video == null ? 0 : video.bitrate();
    }

    @Test
    void samplesTellWhatFlows() {
        try (Studio studio = new Studio()) {
            RealtimeSession session = studio.connect(InitialState.prompt("noir"));
            List<SessionStats> all = Objects.requireNonNull(session.stats(OFTEN)
                    .takeUntil(StatsEndToEndTest::flows)
                    .collectList()
                    .block(Studio.PATIENCE));

            assertThat(all.get(0).first()).isTrue();
            assertThat(all.get(0).video())
                    .satisfies(video -> assertThat(video.framesDroppedDelta() + video.packetsLostDelta())
                            .isZero());
            SessionStats last = all.get(all.size() - 1);
            assertThat(last.interval()).isGreaterThan(Duration.ofMillis(1));
            assertThat(last.video()).satisfies(video -> {
                assertThat(video.frameWidth()).isEqualTo(Studio.SMALL.width());
                assertThat(video.frameHeight()).isEqualTo(Studio.SMALL.height());
                assertThat(video.bitrate()).isBetween(1_000L, 50_000_000L);
                assertThat(video.packetsLostDelta()).isLessThanOrEqualTo(video.packetsLost());
                assertThat(video.framesDecoded()).isPositive();
            });
            assertThat(last.outboundVideo()).satisfies(video -> {
                assertThat(video.frameWidth()).isEqualTo(Studio.SMALL.width());
                assertThat(video.bitrate()).isBetween(1_000L, 50_000_000L);
            });
            assertThat(last.connection().currentRoundTripTimeMs()).isBetween(0.0, 5_000.0);
            assertThat(last.connection().selectedCandidatePair())
                    .satisfies(pair -> assertThat(pair.isRelayed()).isFalse());
        }
    }

    @Test
    void samplesGoOnAfterAReconnect() {
        try (Studio studio = new Studio()) {
            RealtimeSession session = studio.connect(
                    studio.options().initialState(InitialState.prompt("noir")).reconnect(Studio.QUICK));
            AtomicBoolean cut = new AtomicBoolean();
            List<SessionStats> all = Objects.requireNonNull(session.stats(OFTEN)
                    .publishOn(Schedulers.boundedElastic())
                    .doOnNext(sample -> {
                        if (flows(sample) && cut.compareAndSet(false, true)) {
                            studio.server.faults().drop();
                        }
                    })
                    .skipUntil(sample -> cut.get() && sample.first())
                    .takeUntil(StatsEndToEndTest::flows)
                    .collectList()
                    .block(WARM_UP));

            assertThat(bitrate(all.get(0))).isZero();
            assertThat(bitrate(all.get(all.size() - 1))).isBetween(1_000L, 50_000_000L);
        }
    }

    @Test
    void aViewerIsMeasuredToo() {
        try (Studio studio = new Studio()) {
            RealtimeSession session = studio.connect(InitialState.prompt("noir"));
            RealtimeViewer viewer = studio.client
                    .realtime()
                    .subscribe(session.subscribeToken().orElseThrow())
                    .blockOptional(Studio.PATIENCE)
                    .orElseThrow();
            SessionStats stats = Objects.requireNonNull(
                    viewer.stats(OFTEN).filter(sample -> bitrate(sample) > 0).blockFirst(Studio.PATIENCE));

            assertThat(stats.outboundVideo()).isNull();
            assertThat(stats.video())
                    .satisfies(video -> assertThat(video.frameWidth()).isEqualTo(Studio.SMALL.width()));
        }
    }

    @Test
    void onLoopbackTheConnectionIsGood() {
        RealtimeModel model = new RealtimeModel("lucy-2.1", "/v1/stream", 20, 320, 180);
        try (Studio studio = new Studio()) {
            RealtimeSession session = studio.connect(ConnectOptions.builder(model)
                    .transport(Transport.DIRECT)
                    .video(TestPattern.frames(320, 180, model.fps())));
            QualityReport report = Objects.requireNonNull(session.connectionQuality()
                    .filter(told -> !told.warmingUp() && told.quality() == QualityLevel.GOOD)
                    .blockFirst(WARM_UP));

            assertThat(report.limitingFactor()).isIn(LimitingFactor.NONE, LimitingFactor.CPU);
            assertThat(report.metrics().rttMs()).isBetween(0.0, 150.0);
            assertThat(report.metrics().fps()).isPositive();
            assertThat(report.metrics().availableUpstreamKbps()).isPositive();
        }
    }
}
