package io.decart4j.quality;

import static io.decart4j.quality.QualityTargets.OFFICIAL;
import static io.decart4j.quality.Samples.metrics;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QualityEvaluatorTest {

    private final QualityEvaluator evaluator = new QualityEvaluator();

    private QualityReport latest() {
        return evaluator.latest().orElseThrow();
    }

    /**
     * One letter a sample: round trips that are good, fair, poor, critical. The result has the level in force after each,
     * a capital where a report came.
     */
    private String play(String rtts) {
        StringBuilder levels = new StringBuilder();
        for (int i = 0; i < rtts.length(); i++) {
            QualityInput input = switch (rtts.charAt(i)) {
                case 'g' -> Samples.GOOD;
                case 'f' -> Samples.FAIR;
                case 'p' -> Samples.POOR;
                default -> Samples.CRITICAL;
            };
            boolean told = evaluator.sample(input, OFFICIAL).isPresent();
            String level = latest().quality().wireName().substring(0, 1);
            levels.append(told ? level.toUpperCase(Locale.ROOT) : level);
        }
        return levels.toString();
    }

    /** The median of five round trips turns with the third one; five verdicts later, with the seventh, it holds. */
    @ParameterizedTest
    @CsvSource({
        // the first verdict at once, the end of the warm-up
        "gggggggggg,GggggggGgg",
        "cccccccccc,CccccccCcc",
        // a change takes five that agree, in both directions
        "ggggggggcccccccc,GggggggGggggggCc",
        "ccccccccgggggggg,CccccccCccccccGg",
        // what turns back before that has not been
        "ggggggggccccgggggggg,GggggggGgggggggggggg",
        // another new level begins to count from one again
        "ggggggggccccffffffff,GggggggGggggggggggFf",
        // the end of the warm-up commits at once: only three agreed
        "gggccccc,GggggggC",
    })
    void hysteresis(String samples, String levels) {
        assertThat(play(samples)).isEqualTo(levels);
    }

    @Test
    void anEvaluatorThatHasSeenNothingHasNoReport() {
        assertThat(evaluator.latest()).isEqualTo(Optional.empty());
    }

    @Test
    void bandwidthDoesNotCountWhileWarmingUp() {
        QualityInput narrow = Samples.of(metrics(50.0, 0.0, 25.0, 1000.0));
        for (int i = 1; i < 8; i++) {
            evaluator.sample(narrow, OFFICIAL);
            assertThat(latest().quality()).isEqualTo(QualityLevel.GOOD);
            assertThat(latest().warmingUp()).isTrue();
        }
        QualityReport report = evaluator.sample(narrow, OFFICIAL).orElseThrow();

        assertThat(report.warmingUp()).isFalse();
        assertThat(report.quality()).isEqualTo(QualityLevel.CRITICAL);
        assertThat(report.limitingFactor()).isEqualTo(LimitingFactor.BANDWIDTH);
    }

    @Test
    void whileABadLevelRecoversItsFactorIsKept() {
        play("cccccccc");
        assertThat(latest().limitingFactor()).isEqualTo(LimitingFactor.LATENCY);
        play("gggggg");
        assertThat(latest().metrics().rttMs()).isEqualTo(50);
        assertThat(latest().quality()).isEqualTo(QualityLevel.CRITICAL);
        assertThat(latest().limitingFactor()).isEqualTo(LimitingFactor.LATENCY);
        play("g");
        assertThat(latest().limitingFactor()).isEqualTo(LimitingFactor.NONE);
    }

    @Test
    void theLatestReportHasTheSmoothedMetricsOfTheLastKnownFive() {
        for (double fps : new double[] {3, 25, 24, 23, 26, 25}) {
            evaluator.sample(Samples.of(metrics(fps * 10, 0.0, fps, null)), OFFICIAL);
        }
        evaluator.sample(Samples.of(QualityMetrics.UNKNOWN), OFFICIAL);

        assertThat(latest().metrics()).isEqualTo(metrics(250.0, 0.0, 23.0, null));
    }

    @Test
    void theMedianOfAnEvenNumberIsTheMeanOfTheMiddleTwo() {
        evaluator.sample(Samples.rtt(10), OFFICIAL);
        evaluator.sample(Samples.rtt(40), OFFICIAL);

        assertThat(latest().metrics().rttMs()).isEqualTo(25);
    }

    @Test
    void aKnownLatencyOfThePictureCountsInsteadOfTheRoundTrip() {
        QualityMetrics slow = metrics(900.0, 0.0, 25.0, null).withGlassToGlass(600.0, null, null);

        assertThat(verdict(Samples.of(slow))).isEqualTo("fair latency");
    }

    @ParameterizedTest
    @CsvSource({
        // loss, fps, kbit/s, relayed, freezing, limitation
        "0,25,4000,false,false,none,good none",
        "0,25,4000,false,false,cpu,good cpu",
        "0.002,25,4000,false,false,cpu,fair loss",
        "0.02,25,1800,false,false,none,poor bandwidth",
        "0.02,10,4000,false,false,none,poor loss",
        "0,10,4000,false,false,none,poor stall",
        "0,25,4000,false,true,none,fair stall",
        "0,4,4000,false,true,none,critical stall",
        "0,25,4000,false,false,bandwidth,fair bandwidth",
        "0,25,1800,false,false,bandwidth,poor bandwidth",
    })
    void theFirstDimensionThatIsAsBadIsTheFactor(
            double loss,
            double fps,
            double kbps,
            boolean relayed,
            boolean freezing,
            String limitation,
            String verdict) {
        QualityInput input = new QualityInput(metrics(50.0, loss, fps, kbps), relayed, freezing, limitation);
        warm(e -> e.sample(input, OFFICIAL));

        assertThat(words(latest())).isEqualTo(verdict);
    }

    @Test
    void aRelayedPathMayTakeLonger() {
        assertThat(verdict(new QualityInput(metrics(240.0, null, null, null), true, false, "none")))
                .isEqualTo("good none");
        assertThat(verdict(new QualityInput(metrics(240.0, null, null, null), false, false, "none")))
                .isEqualTo("fair latency");
    }

    @Test
    void droppedFramesCountAsStall() {
        assertThat(verdict(Samples.of(QualityMetrics.UNKNOWN.withGlassToGlass(null, null, 0.02))))
                .isEqualTo("poor stall");
    }

    private void warm(Consumer<QualityEvaluator> sample) {
        for (int i = 0; i < 8; i++) {
            sample.accept(evaluator);
        }
    }

    private static String verdict(QualityInput input) {
        return words(new QualityEvaluator().sample(input, OFFICIAL).orElseThrow());
    }

    private static String words(QualityReport report) {
        return report.quality().wireName() + " " + report.limitingFactor().wireName();
    }
}
