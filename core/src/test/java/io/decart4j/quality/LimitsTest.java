package io.decart4j.quality;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LimitsTest {

    @ParameterizedTest
    @CsvSource({"0,GOOD", "500,GOOD", "500.1,FAIR", "900,FAIR", "900.1,POOR", "1500,POOR", "1500.1,CRITICAL"})
    void glassToGlass(double millis, QualityLevel level) {
        assertThat(Limits.glassToGlass(millis)).isEqualTo(level);
    }

    @ParameterizedTest
    @CsvSource({"0,GOOD", "150,GOOD", "150.1,FAIR", "300,FAIR", "300.1,POOR", "500,POOR", "500.1,CRITICAL"})
    void roundTrip(double millis, QualityLevel level) {
        assertThat(Limits.roundTrip(millis, false)).isEqualTo(level);
        assertThat(Limits.roundTrip(millis + 100, true)).isEqualTo(level);
    }

    @ParameterizedTest
    @CsvSource({"0,GOOD", "0.001,GOOD", "0.0011,FAIR", "0.01,FAIR", "0.011,POOR", "0.05,POOR", "0.051,CRITICAL"})
    void loss(double fraction, QualityLevel level) {
        assertThat(Limits.loss(fraction)).isEqualTo(level);
    }

    @ParameterizedTest
    @CsvSource({"9000,GOOD", "3500,GOOD", "3499,FAIR", "2800,FAIR", "2799,POOR", "1750,POOR", "1749,CRITICAL"})
    void bandwidth(double kbps, QualityLevel level) {
        assertThat(Limits.bandwidth(kbps, QualityTargets.OFFICIAL.upstreamKbps()))
                .isEqualTo(level);
    }

    @ParameterizedTest
    @CsvSource({"30,GOOD", "20,GOOD", "19.9,FAIR", "12,FAIR", "11.9,POOR", "5,POOR", "4.9,CRITICAL", "0,CRITICAL"})
    void framesPerSecond(double fps, QualityLevel level) {
        assertThat(Limits.framesPerSecond(fps, 30)).isEqualTo(level);
        assertThat(Limits.framesPerSecond(fps, 60)).as("never stricter").isEqualTo(level);
        assertThat(Limits.framesPerSecond(fps / 2, 15)).as("of half as many").isEqualTo(level);
    }

    @ParameterizedTest
    @CsvSource({"4000,GOOD", "4001,FAIR", "6000,FAIR", "6001,POOR", "10000,POOR", "10001,CRITICAL"})
    void firstFrame(double millis, QualityLevel level) {
        assertThat(Limits.firstFrame(millis)).isEqualTo(level);
    }

    @Test
    void whatIsUnknownIsGood() {
        assertThat(Limits.glassToGlass(null)).isEqualTo(QualityLevel.GOOD);
        assertThat(Limits.roundTrip(null, false)).isEqualTo(QualityLevel.GOOD);
        assertThat(Limits.loss(null)).isEqualTo(QualityLevel.GOOD);
        assertThat(Limits.bandwidth(null, 1)).isEqualTo(QualityLevel.GOOD);
        assertThat(Limits.framesPerSecond(null, 1)).isEqualTo(QualityLevel.GOOD);
    }

    @ParameterizedTest
    @CsvSource({"320,180,600", "640,480,1700", "960,540,2000", "1088,624,2500"})
    void whatAPictureTakes(int width, int height, double kbps) {
        assertThat(QualityTargets.direct(20, width, height)).isEqualTo(new QualityTargets(20, kbps));
    }
}
