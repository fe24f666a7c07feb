package io.decart4j.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.internal.session.ReconnectDecision.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReconnectDecisionTest {

    private static final Duration LASTING = Duration.ofSeconds(10);
    private static final Duration SHORT = Duration.ofSeconds(10).minusNanos(1);

    private final ReconnectDecision decision = decision(5, null);

    private static ReconnectDecision decision(int retries, @Nullable Duration budget) {
        return new ReconnectDecision(retries, before -> Duration.ofSeconds(1L << before), LASTING, budget, 0);
    }

    private List<String> steps(@Nullable Duration up, int times) {
        List<String> steps = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            steps.add(step(up));
        }
        return steps;
    }

    private String step(@Nullable Duration up) {
        return decision.next(up, 0) instanceof Step.Retry retry
                ? retry.attempt() + " after " + retry.delay().toSeconds()
                : "over";
    }

    @Test
    void attemptsThatNeverConnectWaitLongerAndLongerAndEnd() {
        assertThat(steps(null, 6))
                .containsExactly("1 after 1", "2 after 2", "3 after 4", "4 after 8", "5 after 16", "over");
    }

    @Test
    void connectionsThatAreLostAsSoonAsTheyAreUpDoSoAfterOneThatIsAtOnce() {
        assertThat(steps(SHORT, 6))
                .containsExactly("1 after 0", "2 after 1", "3 after 2", "4 after 4", "5 after 8", "over");
    }

    @Test
    void aConnectionThatHasLastedGivesEverythingBack() {
        steps(SHORT, 5);
        assertThat(steps(LASTING, 3)).containsExactly("1 after 0", "1 after 0", "1 after 0");
        // The one at once is not counted, and there is no second one.
        assertThat(steps(SHORT, 6))
                .containsExactly("2 after 1", "3 after 2", "4 after 4", "5 after 8", "6 after 16", "over");
    }

    @Test
    void withoutRetriesOnlyALastingConnectionIsFollowedByAnother() {
        assertThat(decision(0, null).next(LASTING, 0)).isEqualTo(new Step.Retry(1, Duration.ZERO));
        assertThat(decision(0, null).next(SHORT, 0)).isEqualTo(new Step.GiveUp());
        assertThat(decision(0, null).next(null, 0)).isEqualTo(new Step.GiveUp());
    }

    @Test
    void theWaitCountsForTheBudgetWhichBeginsAnewWithALastingConnection() {
        ReconnectDecision limited = decision(5, Duration.ofSeconds(3));
        long day = Duration.ofDays(1).toNanos();
        assertThat(limited.next(LASTING, day)).isEqualTo(new Step.Retry(1, Duration.ZERO));
        assertThat(limited.next(null, day)).isEqualTo(new Step.Retry(2, Duration.ofSeconds(1)));
        assertThat(limited.next(null, day + Duration.ofSeconds(1).toNanos()))
                .isEqualTo(new Step.Retry(3, Duration.ofSeconds(2)));
        assertThat(limited.next(null, day + Duration.ofSeconds(3).toNanos())).isEqualTo(new Step.GiveUp());
    }

    /** Whatever a server does: between two connections that last there are so many attempts at most. */
    @Property
    void noServerIsCalledMoreOftenThanAllowed(
            @ForAll @Size(max = 200) List<@IntRange(min = -1, max = 12) Integer> seconds,
            @ForAll @IntRange(max = 8) int retries) {
        ReconnectDecision any = decision(retries, null);
        int sinceLasting = 0;
        for (int second : seconds) {
            Duration up = second < 0 ? null : Duration.ofSeconds(second);
            sinceLasting = up != null && up.compareTo(LASTING) >= 0 ? 0 : sinceLasting;
            if (any.next(up, 0) instanceof Step.GiveUp) {
                return;
            }
            sinceLasting++;
            assertThat(sinceLasting).isLessThanOrEqualTo(retries + 1);
        }
    }
}
