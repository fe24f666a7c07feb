package io.decart4j.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.decart4j.stats.StatsReport;
import io.decart4j.stats.StatsReport.Entry;
import io.decart4j.stats.StatsSampler;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class QualityInputTest {

    private final List<Entry> entries = new ArrayList<>(List.of(
            new Entry("transport", "t", Map.of("selectedCandidatePairId", "p")),
            new Entry(
                    "candidate-pair",
                    "p",
                    Map.of("currentRoundTripTime", 0.05, "availableOutgoingBitrate", 900_000, "localCandidateId", "l")),
            new Entry("local-candidate", "l", Map.of("candidateType", "relay"))));

    private QualityInput input() {
        return QualityInput.of(new StatsSampler().sample(new StatsReport("peer", entries), Instant.EPOCH, 0));
    }

    private void add(String type, Map<String, Object> members) {
        Map<String, Object> video = new HashMap<>(members);
        video.put("kind", "video");
        video.put("ssrc", 1);
        entries.add(new Entry(type, type, video));
    }

    @Test
    void whoOnlyWatchesHasNoUpstream() {
        add("inbound-rtp", Map.of("framesDecoded", 10, "framesPerSecond", 25));

        assertThat(input())
                .isEqualTo(new QualityInput(
                        new QualityMetrics(50.0, null, null, 25.0, null, null, null, null), true, false, "none"));
    }

    @Test
    void theServersRoundTripGoesBeforeThatOfThePathAndLossStaysAFraction() {
        add("outbound-rtp", Map.of("qualityLimitationReason", "cpu"));
        add("remote-inbound-rtp", Map.of("roundTripTime", 0.08, "fractionLost", 0.02, "jitter", 0.003));

        assertThat(input())
                .isEqualTo(new QualityInput(
                        new QualityMetrics(80.0, null, null, null, 0.02, 3.0, null, 900.0), true, false, "cpu"));
    }

    @Test
    void beforeTheFirstFrameNothingStalls() {
        add("inbound-rtp", Map.of("framesDecoded", 0));

        assertThat(input().metrics().fps()).isNull();
    }

    @Test
    void targetsArePositive() {
        assertThatIllegalArgumentException().isThrownBy(() -> new QualityTargets(0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new QualityTargets(1, Double.NaN));
    }
}
