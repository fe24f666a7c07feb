package io.decart4j.reactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.decart4j.error.InvalidOptionException;
import io.decart4j.media.source.TestPattern;
import io.decart4j.quality.PreflightReport;
import io.decart4j.quality.QualityLevel;
import io.decart4j.quality.QualityMetrics;
import io.decart4j.testkit.LocalDecartServer;
import io.decart4j.testkit.LocalSession;
import io.decart4j.testkit.ReceivedMessage;
import io.decart4j.testsupport.Slow;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;

/** A check with a session of its own, on real media. */
class TrialSessionTest {

    private final Studio studio = new Studio();

    @AfterEach
    void leavesNothing() {
        studio.assertNothingOpen();
        studio.close();
    }

    @Test
    void theFirstFrameAndTheWayAreMeasured() {
        PreflightReport report = check(studio.client, Duration.ofSeconds(20));
        assertThat(report.transport()).isEqualTo(PreflightReport.Transport.UDP);
        assertThat(report.quality()).isGreaterThan(QualityLevel.CRITICAL);
        QualityMetrics metrics = report.metrics();
        assertThat(metrics.ttffMs()).isBetween(1.0, 20_000.0);
        assertThat(metrics.rttMs()).isBetween(0.0, 5_000.0);
        assertThat(metrics.fps()).isPositive();
    }

    @Test
    void aSessionThatIsRefusedIsAResult() {
        try (DecartClient stranger = studio.client("sk-nobody")) {
            PreflightReport report = check(stranger, Duration.ofSeconds(20));
            assertThat(report.quality()).isEqualTo(QualityLevel.CRITICAL);
            assertThat(report.transport()).isEqualTo(PreflightReport.Transport.FAILED);
            assertThat(report.reasons())
                    .singleElement()
                    .asString()
                    .contains("Invalid API key")
                    .doesNotContain("nobody");
        }
    }

    @Test
    void aSessionThatDoesNotComeAboutInTimeIsAResult() {
        studio.server.faults().withholdAnswers();
        PreflightReport report = TrialSession.of(
                        () -> studio.client.realtime().session(options()), Duration.ofMillis(800), TrialSession.LIMIT)
                .blockOptional(Studio.PATIENCE)
                .orElseThrow();
        assertThat(report.transport()).isEqualTo(PreflightReport.Transport.FAILED);
        assertThat(report.reasons()).containsExactly("There was no session within 800 ms");
    }

    /** The time for connecting, here in the service's queue, is not taken from the measurement. */
    @Test
    void theMeasurementBeginsWithTheConnection() {
        Duration queued = Duration.ofMillis(1500);
        try (LocalDecartServer busy =
                        LocalDecartServer.builder().queue(1, queued).start();
                DecartClient client = DecartClient.builder()
                        .apiKey(busy.apiKey())
                        .realtimeBaseUrl(busy.realtimeUrl())
                        .build()) {
            PreflightReport report = check(client, queued);
            assertThat(report.transport()).isEqualTo(PreflightReport.Transport.UDP);
            assertThat(report.metrics().ttffMs()).isGreaterThan((double) queued.toMillis());
        }
    }

    /** What was sampled before says nothing of the stream. */
    @Slow
    @Test
    void theStreamIsMeasuredFromItsFirstFrameOn() {
        ConnectOptions late = studio.options()
                .reconnect(Studio.QUICK)
                .video(TestPattern.frames(Studio.SMALL.width(), Studio.SMALL.height(), 20)
                        .delaySubscription(Duration.ofSeconds(3)))
                .build();
        QualityMetrics metrics = studio.client
                .realtime()
                .checkConnectivity(late, Duration.ofSeconds(20))
                .blockOptional(Studio.PATIENCE)
                .orElseThrow()
                .metrics();
        assertThat(metrics.ttffMs()).isGreaterThan(3_000.0);
        assertThat(metrics.fps()).isGreaterThan(5.0);
    }

    @Test
    void aSessionFromWhichNoFrameComesIsStillASession() {
        PreflightReport report = studio.client
                .realtime()
                .checkConnectivity(Studio.direct().reconnect(Studio.QUICK).build(), Duration.ofSeconds(5))
                .blockOptional(Studio.PATIENCE)
                .orElseThrow();
        assertThat(report.transport()).isEqualTo(PreflightReport.Transport.UDP);
        assertThat(report.metrics().ttffMs()).isNull();
        assertThat(report.reasons()).noneMatch(reason -> reason.contains("no session"));
    }

    @Test
    void whyNoFrameComesIsSaid() {
        ConnectOptions broken = studio.options()
                .reconnect(Studio.QUICK)
                .video(Mono.error(new IllegalStateException("camera unplugged")))
                .build();
        PreflightReport report = studio.client
                .realtime()
                .checkConnectivity(broken, Duration.ofSeconds(2))
                .blockOptional(Studio.PATIENCE)
                .orElseThrow();
        assertThat(report.quality()).isGreaterThanOrEqualTo(QualityLevel.FAIR);
        assertThat(report.reasons())
                .containsExactly(
                        "No frame came back in the time given",
                        "The video source failed: IllegalStateException: camera unplugged");
    }

    @Test
    void cancellingDisconnects() {
        Mono<ReceivedMessage> spoken = studio.server
                .newSessions()
                .next()
                .flatMapMany(LocalSession::received)
                .next()
                .cache();
        spoken.subscribe();
        StepVerifier.create(studio.client.realtime().checkConnectivity(options()))
                .then(() -> spoken.block(Studio.PATIENCE))
                .thenCancel()
                .verify(Studio.PATIENCE);
    }

    @Test
    void theLimitIsPositive() {
        assertThatThrownBy(() -> check(studio.client, Duration.ZERO))
                .isInstanceOfSatisfying(
                        InvalidOptionException.class,
                        e -> assertThat(e.option()).isEqualTo("limit"));
    }

    private PreflightReport check(DecartClient client, Duration limit) {
        return client.realtime()
                .checkConnectivity(options(), limit)
                .blockOptional(Studio.PATIENCE.plus(Studio.PATIENCE))
                .orElseThrow();
    }

    private ConnectOptions options() {
        return studio.options().reconnect(Studio.QUICK).build();
    }
}
