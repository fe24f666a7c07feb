package io.decart4j.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GrowthTest {

    @Test
    void whatGoesUpAndDownIsNoGrowth() {
        assertThat(Growth.of(readings(30, 0, 0), 0)).isEmpty();
    }

    @Test
    void whatOnlyGoesUpIs() {
        assertThat(Growth.of(readings(30, 1, 0), 0)).containsExactly("grown: threads from 32 to 55");
        assertThat(Growth.of(readings(30, 0, 20_000), 0)).containsExactly("grown: RSS, kB from 540000 to 1000000");
    }

    @Test
    void theLibrarysOwnLossIsAllowedFor() {
        assertThat(Growth.of(readings(30, 0, 20_000), 10_000)).isEmpty();
    }

    @Test
    void aShortRunTellsNothing() {
        assertThat(Growth.of(readings(11, 100, 100_000), 0)).isEmpty();
    }

    private static List<Gauges> readings(int count, int threads, long rss) {
        return IntStream.range(0, count)
                .mapToObj(i -> new Gauges(
                        10_000 + 60_000 * (i % 2), 30 + threads * i, 100 + 100 * (i % 2), 0, 500_000 + rss * i))
                .toList();
    }
}
