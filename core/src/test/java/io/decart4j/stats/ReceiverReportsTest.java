package io.decart4j.stats;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReceiverReportsTest {

    private final ReceiverReports reports = new ReceiverReports();
    private long now = -1_500_000_000L;

    @Test
    void whatIsReportedAboutArrives() {
        for (int second = 0; second < 20; second++) {
            assertThat(look(100L * second, second / 2 * 2)).isFalse();
        }
    }

    @Test
    void packetsThatNobodyReportsAboutForSecondsAreStalled() {
        look(100, 1);
        assertThat(look(200, 1)).isFalse();
        assertThat(look(300, 1)).isFalse();
        assertThat(look(400, 1)).isFalse();
        assertThat(look(500, 1)).isTrue();
        assertThat(look(600, 1)).isTrue();

        assertThat(look(700, 6)).isFalse();
        assertThat(look(800, 6)).isFalse();
    }

    @Test
    void theFirstPacketsAreStalledToo() {
        assertThat(look("a", 0, 0)).isFalse();
        for (int second = 1; second < 4; second++) {
            assertThat(look("a", 100L * second, 0)).isFalse();
        }
        assertThat(look("a", 400, 0)).isTrue();
    }

    @Test
    void whoSendsNothingIsNotStalled() {
        look(100, 1);
        for (int second = 0; second < 60; second++) {
            assertThat(look(100, 1)).isFalse();
        }
        assertThat(look(200, 1)).isFalse();
        assertThat(look(300, 1)).isFalse();
    }

    @Test
    void anotherConnectionBeginsAnew() {
        look("a", 100, 1);
        for (int second = 0; second < 10; second++) {
            look("a", 200 + second, 1);
        }
        assertThat(look("a", 300, 1)).isTrue();
        assertThat(look("b", 300, 1)).isFalse();
    }

    private boolean look(long packets, int reportedAt) {
        return look("a", packets, reportedAt);
    }

    /** One second later. */
    private boolean look(String source, long packets, int reportedAt) {
        now += Duration.ofSeconds(1).toNanos();
        StatsReport.Entry sent = new StatsReport.Entry(
                "outbound-rtp", "out", Map.of("kind", "video", "ssrc", 7L, "packetsSent", packets));
        StatsReport.Entry received = new StatsReport.Entry(
                "remote-inbound-rtp", "in", Map.of("kind", "video", "ssrc", 7L, "timestamp", 1000.0 * reportedAt));
        return reports.isStalled(
                new StatsReport(source, reportedAt == 0 ? List.of(sent) : List.of(sent, received)), now);
    }
}
