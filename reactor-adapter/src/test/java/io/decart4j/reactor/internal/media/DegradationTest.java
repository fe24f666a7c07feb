package io.decart4j.reactor.internal.media;

import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.reactor.DegradationPreference;
import io.decart4j.reactor.internal.media.Degradation.Rung;
import org.junit.jupiter.api.Test;

/** The ladder of what is given up, without a connection. */
class DegradationTest {

    private static final double FULL_HD_READY = 1280 * 720 * 30;

    private static void samples(Degradation degradation, int times, long bitrate) {
        for (int i = 0; i < times; i++) {
            degradation.sample(bitrate, FULL_HD_READY);
        }
    }

    private static Rung after(DegradationPreference preference, long bitrate) {
        Degradation degradation = new Degradation(preference);
        samples(degradation, 3, bitrate);
        return degradation.rung();
    }

    @Test
    void whatSufficesCostsNothing() {
        assertThat(after(DegradationPreference.BALANCED, 1_200_000)).isEqualTo(new Rung(1, 1));
    }

    @Test
    void forAThinUplinkTheSizeIsThatOfOtherClients() {
        assertThat(after(DegradationPreference.MAINTAIN_FRAMERATE, 150_000)).isEqualTo(new Rung(3 / 8.0, 1));
    }

    @Test
    void theSizeIsKeptByWhoWantsThat() {
        assertThat(after(DegradationPreference.MAINTAIN_RESOLUTION, 400_000)).isEqualTo(new Rung(1, 1 / 3.0));
    }

    @Test
    void inBalanceBothAreGivenUpInTurn() {
        assertThat(after(DegradationPreference.BALANCED, 650_000)).isEqualTo(new Rung(3 / 4.0, 1));
        assertThat(after(DegradationPreference.BALANCED, 450_000)).isEqualTo(new Rung(3 / 4.0, 2 / 3.0));
        assertThat(after(DegradationPreference.BALANCED, 200_000)).isEqualTo(new Rung(1 / 2.0, 2 / 3.0));
    }

    @Test
    void theLastRungIsNotLeftDownwards() {
        assertThat(after(DegradationPreference.MAINTAIN_FRAMERATE, 1)).isEqualTo(new Rung(1 / 4.0, 1));
        assertThat(after(DegradationPreference.MAINTAIN_RESOLUTION, 1)).isEqualTo(new Rung(1, 1 / 10.0));
        assertThat(after(DegradationPreference.BALANCED, 1)).isEqualTo(new Rung(1 / 4.0, 1 / 3.0));
    }

    @Test
    void aShortDipAndASwingChangeNothing() {
        Degradation degradation = new Degradation(DegradationPreference.MAINTAIN_FRAMERATE);
        samples(degradation, 2, 100_000);
        samples(degradation, 1, 2_000_000);
        samples(degradation, 2, 100_000);
        degradation.newConnection();
        samples(degradation, 2, 100_000);
        assertThat(degradation.rung().size()).isEqualTo(1);
    }

    @Test
    void itGoesUpOneByOneAndOnlyWithAMargin() {
        Degradation degradation = new Degradation(DegradationPreference.MAINTAIN_FRAMERATE);
        samples(degradation, 3, 100_000);
        assertThat(degradation.rung().size()).isEqualTo(1 / 4.0);
        samples(degradation, 20, 170_000); // just what the next one takes
        assertThat(degradation.rung().size()).isEqualTo(1 / 4.0);
        samples(degradation, 5, 2_000_000);
        assertThat(degradation.rung().size()).isEqualTo(3 / 8.0);
        samples(degradation, 4, 2_000_000);
        assertThat(degradation.rung().size()).isEqualTo(3 / 8.0);
        samples(degradation, 11, 2_000_000);
        assertThat(degradation.rung().size()).isEqualTo(1);
    }
}
