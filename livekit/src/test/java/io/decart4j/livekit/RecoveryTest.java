package io.decart4j.livekit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.decart4j.livekit.internal.signal.LeaveAction;
import io.decart4j.livekit.internal.signal.SignalTarget;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RecoveryTest {

    private static final Duration STABLE = Duration.ofSeconds(10);

    private final LiveKitException lost = new LiveKitException.Unreachable("lost", null);
    private final LiveKitException failed = new LiveKitException.MediaFailed(SignalTarget.SUBSCRIBER, "failed", null);

    private final Recovery recovery = new Recovery(RejoinPolicy.DEFAULT, STABLE, () -> 0);
    private long now = -5_000_000_000L;

    @Test
    void whoNeverWasInTheRoomIsTold() {
        assertThat(next(lost)).isEqualTo(new Recovery.Step.GiveUp());
    }

    @Test
    void aLostSignalIsResumedAndThenJoinedAnew() {
        recovery.connected(true);

        assertThat(next(lost)).isEqualTo(new Recovery.Step.Resume(1, Duration.ZERO));
        assertThat(next(lost)).isEqualTo(new Recovery.Step.Resume(2, Duration.ofMillis(300)));
        assertThat(next(lost)).isEqualTo(new Recovery.Step.Resume(3, Duration.ofMillis(1200)));
        assertThat(next(lost)).isEqualTo(new Recovery.Step.Rejoin(4, Duration.ofMillis(2700)));
        assertThat(next(lost)).isEqualTo(new Recovery.Step.Rejoin(5, Duration.ofMillis(4800)));
        assertThat(next(lost)).isEqualTo(new Recovery.Step.Rejoin(6, Duration.ofSeconds(7)));
    }

    @Test
    void aRoomThatWasUpLongEnoughCountsAfresh() {
        recovery.connected(true);
        for (int attempt = 0; attempt < 10; attempt++) {
            assertThat(next(lost)).isNotInstanceOf(Recovery.Step.GiveUp.class);
        }
        recovery.connected(true);
        recovery.settled(true, now);

        pass(STABLE);

        assertThat(next(lost)).isEqualTo(new Recovery.Step.Resume(1, Duration.ZERO));
    }

    @Test
    void aRoomThatFallsOverAtOnceUsesUpItsAttemptsWithGrowingWaits() {
        for (int attempt = 1; attempt <= 10; attempt++) {
            recovery.connected(true);
            recovery.settled(true, now);
            pass(STABLE.minusNanos(1));
            Duration wait = RejoinPolicy.DEFAULT.delay(attempt, 0);

            assertThat(next(lost))
                    .isEqualTo(
                            attempt <= 3
                                    ? new Recovery.Step.Resume(attempt, wait)
                                    : new Recovery.Step.Rejoin(attempt, wait));
        }
        recovery.connected(true);
        recovery.settled(true, now);

        assertThat(next(lost)).isEqualTo(new Recovery.Step.GiveUp());
    }

    @Test
    void onlyTimeWithoutAnInterruptionCounts() {
        recovery.connected(true);
        assertThat(next(lost)).isEqualTo(new Recovery.Step.Resume(1, Duration.ZERO));
        recovery.connected(true);
        recovery.settled(true, now);
        pass(Duration.ofSeconds(6));
        recovery.settled(false, now);
        pass(Duration.ofHours(1));
        recovery.settled(true, now);
        pass(Duration.ofSeconds(6));

        assertThat(next(lost)).isEqualTo(new Recovery.Step.Resume(2, Duration.ofMillis(300)));
    }

    @Test
    void whatWasStableBeforeAnInterruptionStaysCounted() {
        recovery.connected(true);
        assertThat(next(lost)).isEqualTo(new Recovery.Step.Resume(1, Duration.ZERO));
        recovery.connected(true);
        recovery.settled(true, now);
        recovery.settled(true, now + 1);
        pass(STABLE);
        recovery.settled(false, now);

        assertThat(next(failed)).isEqualTo(new Recovery.Step.Resume(1, Duration.ZERO));
    }

    @Test
    void aPublisherThatNeverComesUpIsTheEnd() {
        recovery.connected(true);
        for (int attempt = 1; attempt <= 10; attempt++) {
            assertThat(next(failed))
                    .isInstanceOf(attempt == 1 ? Recovery.Step.Resume.class : Recovery.Step.Rejoin.class);
            recovery.connected(true);
            pass(Duration.ofSeconds(15));
        }

        assertThat(next(failed)).isInstanceOf(Recovery.Step.GiveUp.class);
    }

    @Test
    void aServerThatForbidsResumingIsJoinedAnew() {
        recovery.connected(false);

        assertThat(next(lost)).isEqualTo(new Recovery.Step.Rejoin(1, Duration.ZERO));
    }

    @Test
    void failedMediaAreResumedOnce() {
        recovery.connected(true);

        assertThat(next(failed)).isInstanceOf(Recovery.Step.Resume.class);
        assertThat(next(failed)).isInstanceOf(Recovery.Step.Rejoin.class);
        assertThat(next(lost)).isInstanceOf(Recovery.Step.Rejoin.class);
    }

    @Test
    void theServersActionDecides() {
        recovery.connected(true);

        assertThat(next(ended(DisconnectReason.SIGNAL_CLOSE, LeaveAction.RESUME)))
                .isInstanceOf(Recovery.Step.Resume.class);
        assertThat(next(ended(DisconnectReason.STATE_MISMATCH, LeaveAction.RECONNECT)))
                .isInstanceOf(Recovery.Step.Rejoin.class);
        assertThat(next(ended(DisconnectReason.SERVER_SHUTDOWN, LeaveAction.DISCONNECT)))
                .isInstanceOf(Recovery.Step.GiveUp.class);
        assertThat(next(ended(DisconnectReason.DUPLICATE_IDENTITY, LeaveAction.RECONNECT)))
                .isInstanceOf(Recovery.Step.GiveUp.class);
    }

    @Test
    void anAnswerThatWillNotChangeIsFinal() {
        recovery.connected(true);

        assertThat(next(new LiveKitException.NotAllowed(401, "expired"))).isInstanceOf(Recovery.Step.GiveUp.class);
        assertThat(next(new LiveKitException.Refused(503, ""))).isInstanceOf(Recovery.Step.Resume.class);
    }

    @Test
    void policiesAreCheckedAndJittered() {
        assertThat(new RejoinPolicy(3, Duration.ofSeconds(1), Duration.ofSeconds(60), 0.5).delay(3, 1))
                .isEqualTo(Duration.ofSeconds(6));
        assertThat(new Recovery(RejoinPolicy.NEVER, STABLE, () -> 0).next(lost, now))
                .isInstanceOf(Recovery.Step.GiveUp.class);
        assertThatThrownBy(() -> new RejoinPolicy(-1, Duration.ZERO, Duration.ZERO, 0))
                .hasMessageContaining("maxAttempts");
        assertThatThrownBy(() -> new RejoinPolicy(1, Duration.ofMillis(-1), Duration.ZERO, 0))
                .hasMessageContaining("step");
        assertThatThrownBy(() -> new RejoinPolicy(1, Duration.ZERO, Duration.ZERO, Double.NaN))
                .hasMessageContaining("jitter");
    }

    private Recovery.Step next(LiveKitException failure) {
        return recovery.next(failure, now);
    }

    private void pass(Duration time) {
        now += time.toNanos();
    }

    private static LiveKitException ended(DisconnectReason reason, LeaveAction action) {
        return new LiveKitException.Ended(reason, action);
    }
}
