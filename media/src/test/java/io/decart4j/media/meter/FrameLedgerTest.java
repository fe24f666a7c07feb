package io.decart4j.media.meter;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class FrameLedgerTest {

    private static final long MILLI = 1_000_000;

    private final FrameLedger ledger = new FrameLedger();

    @Test
    void nothingIsNothing() {
        assertThat(summary()).isEqualTo(new FrameFigures(0, 0, 0, 0, 0, 0, null));
    }

    @Test
    void whatIsOnItsWayIsNotDropped() {
        send(5);
        assertThat(summary()).isEqualTo(new FrameFigures(5, 0, 0, 0, 0, 0, null));
        receive(0);
        receive(1);
        assertThat(summary().dropped()).isZero();
        assertThat(summary().received()).isEqualTo(2);
    }

    @Test
    void aGapIsDroppedUntilItIsFilled() {
        send(6);
        receive(0);
        receive(4);
        assertThat(summary().dropped()).isEqualTo(3);
        receive(2);
        assertThat(summary().dropped()).isEqualTo(2);
        assertThat(summary().reordered()).isEqualTo(1);
        receive(5);
        assertThat(summary().reordered()).isEqualTo(1);
    }

    @Test
    void secondCopiesAndUnreadableFramesAreCountedApart() {
        send(3);
        receive(0);
        receive(0);
        receive(2);
        receive(0);
        receive(1);
        ledger.receive(OptionalLong.empty(), 0);
        receive(3);
        receive(4_000_000_000L);
        FrameFigures figures = summary();
        assertThat(figures.received()).isEqualTo(8);
        assertThat(figures.duplicated()).isEqualTo(2);
        assertThat(figures.reordered()).isEqualTo(1);
        assertThat(figures.unreadable()).isEqualTo(3);
        assertThat(figures.dropped()).isZero();
    }

    @Test
    void percentilesAreThoseOfTheSortedValues() {
        for (int i = 0; i < 100; i++) {
            ledger.send(0);
            ledger.receive(OptionalLong.of(i), (100 - i) * MILLI);
        }
        assertThat(summary().latency())
                .isEqualTo(new Latency(Duration.ofMillis(50), Duration.ofMillis(95), Duration.ofMillis(99)));
    }

    @Test
    void oneValueIsAllPercentilesAndTheLongestIsTenSeconds() {
        ledger.send(7 * MILLI);
        ledger.receive(OptionalLong.of(0), 3_600_000 * MILLI);
        Duration ten = Duration.ofSeconds(10);
        assertThat(summary().latency()).isEqualTo(new Latency(ten, ten, ten));
    }

    @Test
    void anIntervalHasItsOwnFigures() {
        send(4);
        receive(0, 10);
        receive(3, 10);
        FrameLedger.Totals before = ledger.totals();
        send(1);
        receive(1, 30);
        receive(4, 30);
        FrameFigures figures = ledger.totals().since(before);
        Duration thirty = Duration.ofMillis(30);
        assertThat(figures).isEqualTo(new FrameFigures(1, 2, -1, 0, 1, 0, new Latency(thirty, thirty, thirty)));
    }

    @Test
    void whatIsForgottenIsNotRecognised() {
        send(FrameLedger.REMEMBERED + 1);
        receive(0);
        receive(1);
        FrameFigures figures = summary();
        assertThat(figures.unreadable()).isEqualTo(1);
        assertThat(figures.dropped()).isEqualTo(1);
    }

    private void send(int frames) {
        for (int i = 0; i < frames; i++) {
            ledger.send(0);
        }
    }

    private void receive(long number) {
        receive(number, 1);
    }

    private void receive(long number, long afterMillis) {
        ledger.receive(OptionalLong.of(number), afterMillis * MILLI);
    }

    private FrameFigures summary() {
        return ledger.totals().since(FrameLedger.Totals.NOTHING);
    }
}
