package io.decart4j.quality;

import static io.decart4j.quality.PreflightReport.Transport.FAILED;
import static io.decart4j.quality.PreflightReport.Transport.RELAY;
import static io.decart4j.quality.PreflightReport.Transport.UDP;
import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.quality.PreflightReport.Transport;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PreflightTest {

    @ParameterizedTest
    @CsvSource({
        "'',,CRITICAL,FAILED",
        "host,,POOR,RELAY",
        "relay,,POOR,RELAY",
        "host srflx,,GOOD,UDP",
        "host srflx,150.4,GOOD,UDP",
        "host srflx,150.6,FAIR,UDP",
        "srflx,300,FAIR,UDP",
        "srflx relay,301,POOR,UDP",
        "srflx,4000,POOR,UDP",
    })
    void basic(String types, @Nullable Double rtt, QualityLevel level, Transport transport) {
        PreflightReport report = Preflight.basic(types.isEmpty() ? List.of() : List.of(types.split(" ")), rtt);

        assertThat(report.quality()).isEqualTo(level);
        assertThat(report.transport()).isEqualTo(transport);
        assertThat(report.metrics().rttMs()).isEqualTo(rtt == null ? null : Double.valueOf(Math.rint(rtt)));
        assertThat(report.reasons()).hasSize(level == QualityLevel.GOOD ? 0 : 1);
    }

    @ParameterizedTest
    @CsvSource({
        // first frame, glass to glass, drop, loss, round trip
        "4000,500,0.001,0.001,9000,GOOD,0",
        "4001,500,,,,FAIR,1",
        "10001,500,,,,CRITICAL,1",
        "4000,901,,,,POOR,1",
        "4000,,0.011,,,POOR,1",
        "4000,,,0.06,,CRITICAL,1",
        "5000,1000,0.002,0.06,,CRITICAL,4",
        ",,,,200,FAIR,2",
        ",,,,201,FAIR,2",
        ",,,,100,FAIR,1",
        ",,,,,FAIR,1",
    })
    void deep(
            @Nullable Double ttff,
            @Nullable Double g2g,
            @Nullable Double drop,
            @Nullable Double loss,
            @Nullable Double rtt,
            QualityLevel level,
            int reasons) {
        QualityMetrics metrics = Samples.metrics(rtt, loss, null, null).withGlassToGlass(g2g, ttff, drop);
        PreflightReport report = Preflight.deep(metrics, false);

        assertThat(report.quality()).isEqualTo(level);
        assertThat(report.reasons()).hasSize(reasons);
        assertThat(report.transport()).isEqualTo(UDP);
        assertThat(report.metrics()).isEqualTo(metrics);
    }

    @Test
    void aRelayedTrialHasItsAllowance() {
        PreflightReport report = Preflight.deep(Samples.metrics(240.0, null, null, null), true);

        assertThat(report.reasons()).containsExactly("No frame came back in the time given");
        assertThat(report.transport()).isEqualTo(RELAY);
    }

    @Test
    void reasonsSayWhatAndHowMuch() {
        assertThat(Preflight.basic(List.of("srflx"), 220.4).reasons())
                .containsExactly("the round trip to the STUN server is fair: 220.0ms");
    }

    /** Whoever has an HTTP proxy for everything else looks for the fault there. */
    @Test
    void whereNothingGetsOutItIsSaidThatNoHttpProxyHelps() {
        assertThat(Preflight.basic(List.of(), null).reasons())
                .singleElement()
                .asString()
                .contains("UDP", "TCP", "TURN", "HTTP proxy");
        assertThat(Preflight.basic(List.of("host"), null).reasons())
                .singleElement()
                .asString()
                .contains("TURN", "HTTP proxy");
    }

    @Test
    void failedAndAborted() {
        assertThat(Preflight.failed("The session was refused"))
                .isEqualTo(new PreflightReport(
                        QualityLevel.CRITICAL, FAILED, QualityMetrics.UNKNOWN, List.of("The session was refused")));
        assertThat(Preflight.aborted().quality()).isEqualTo(QualityLevel.FAIR);
        assertThat(Preflight.aborted().transport()).isEqualTo(FAILED);
    }
}
