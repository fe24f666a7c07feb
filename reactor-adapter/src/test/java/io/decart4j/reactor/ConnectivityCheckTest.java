package io.decart4j.reactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.decart4j.error.InvalidOptionException;
import io.decart4j.quality.PreflightReport;
import io.decart4j.quality.PreflightReport.Transport;
import io.decart4j.quality.QualityLevel;
import io.decart4j.quality.QualityMetrics;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;

/** Real candidates from a STUN server of this machine. */
class ConnectivityCheckTest {

    private static final Duration LIMIT = Duration.ofSeconds(15);
    private static final Duration SHORT = Duration.ofMillis(600);

    @Test
    void anAnswerOfTheStunServerIsAWayOverUdp() throws IOException {
        try (Studio studio = new Studio();
                StunServer stun = new StunServer(true)) {
            PreflightReport report = studio.client
                    .realtime()
                    .checkConnectivity(List.of(stun.address()), LIMIT)
                    .blockOptional(Studio.PATIENCE)
                    .orElseThrow();

            assertThat(report.transport()).isEqualTo(Transport.UDP);
            assertThat(report.metrics().rttMs()).isBetween(0.0, 15_000.0);
            assertThat(report.quality()).isGreaterThan(QualityLevel.CRITICAL);
            assertThat(stun.requests).hasPositiveValue();
            studio.assertNothingOpen();
        }
    }

    @Test
    void withoutAnAnswerMediaWouldNeedARelay() throws IOException {
        try (Studio studio = new Studio();
                StunServer stun = new StunServer(false)) {
            PreflightReport report = studio.client
                    .realtime()
                    .checkConnectivity(List.of(stun.address()), SHORT)
                    .blockOptional(Studio.PATIENCE)
                    .orElseThrow();

            assertThat(report.transport()).isEqualTo(Transport.RELAY);
            assertThat(report.quality()).isEqualTo(QualityLevel.POOR);
            assertThat(report.metrics()).isEqualTo(QualityMetrics.UNKNOWN);
            assertThat(report.reasons()).hasSize(1);
            studio.assertNothingOpen();
        }
    }

    @Test
    void theClientsOwnServersAreAskedWhenNoneAreNamed() throws IOException {
        try (Studio studio = new Studio();
                StunServer stun = new StunServer(true);
                DecartClient client = DecartClient.builder()
                        .apiKey("key")
                        .realtimeBaseUrl(studio.server.realtimeUrl())
                        .iceServers(List.of(stun.address()))
                        .build()) {
            PreflightReport report = client.realtime()
                    .checkConnectivity()
                    .blockOptional(Studio.PATIENCE)
                    .orElseThrow();

            assertThat(report.transport()).isEqualTo(Transport.UDP);
        }
    }

    @Test
    void cancellingClosesWhatWasOpened() throws IOException {
        try (Studio studio = new Studio();
                StunServer stun = new StunServer(false)) {
            StepVerifier.create(studio.client.realtime().checkConnectivity(List.of(stun.address()), LIMIT))
                    .then(() -> Flux.interval(Duration.ofMillis(10))
                            .takeUntil(tick -> stun.requests.get() > 0)
                            .blockLast(Studio.PATIENCE))
                    .thenCancel()
                    .verify(Studio.PATIENCE);
            studio.assertNothingOpen();
        }
    }

    @Test
    void withoutAServerNothingIsFoundOutAndNothingIsOpened() {
        try (Studio studio = new Studio()) {
            RealtimeClient realtime = studio.client.realtime();
            assertThatThrownBy(() -> realtime.checkConnectivity().block(Studio.PATIENCE))
                    .isInstanceOfSatisfying(
                            InvalidOptionException.class,
                            e -> assertThat(e.option()).isEqualTo("iceServers"));
            assertThatThrownBy(
                            () -> realtime.checkConnectivity(List.of(), LIMIT).block(Studio.PATIENCE))
                    .isInstanceOf(InvalidOptionException.class);
        }
    }

    @Test
    void theLimitIsPositive() throws IOException {
        try (Studio studio = new Studio();
                StunServer stun = new StunServer(false)) {
            assertThatThrownBy(() -> studio.client
                            .realtime()
                            .checkConnectivity(List.of(stun.address()), Duration.ZERO)
                            .block(Studio.PATIENCE))
                    .isInstanceOfSatisfying(
                            InvalidOptionException.class,
                            e -> assertThat(e.option()).isEqualTo("limit"));
        }
    }
}
