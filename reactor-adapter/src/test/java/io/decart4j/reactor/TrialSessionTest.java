package io.decart4j.reactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.decart4j.error.InvalidOptionException;
import io.decart4j.quality.PreflightReport;
import io.decart4j.quality.QualityLevel;
import io.decart4j.quality.QualityMetrics;
import io.decart4j.testkit.LocalSession;
import io.decart4j.testkit.ReceivedMessage;
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
        PreflightReport report = check(studio.client, Duration.ofMillis(800));
        assertThat(report.transport()).isEqualTo(PreflightReport.Transport.FAILED);
        assertThat(report.reasons()).containsExactly("There was no session within 800 ms");
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
