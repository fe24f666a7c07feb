package io.decart4j.livekit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RecoveryTest {

    private final LiveKitException lost = new LiveKitException.Unreachable("lost", null);
    private final LiveKitException failed = new LiveKitException.MediaFailed(Target.SUBSCRIBER, "failed", null);

    private final Recovery recovery = new Recovery(RejoinPolicy.DEFAULT, () -> 0);

    @Test
    void whoNeverWasInTheRoomIsTold() {
        assertThat(recovery.next(lost)).isEqualTo(new Recovery.Step.GiveUp());
    }

    @Test
    void aLostSignalIsResumedAndThenJoinedAnew() {
        recovery.connected(true);

        assertThat(recovery.next(lost)).isEqualTo(new Recovery.Step.Resume(1, Duration.ZERO));
        assertThat(recovery.next(lost)).isEqualTo(new Recovery.Step.Resume(2, Duration.ofMillis(300)));
        assertThat(recovery.next(lost)).isEqualTo(new Recovery.Step.Resume(3, Duration.ofMillis(1200)));
        assertThat(recovery.next(lost)).isEqualTo(new Recovery.Step.Rejoin(4, Duration.ofMillis(2700)));
        assertThat(recovery.next(lost)).isEqualTo(new Recovery.Step.Rejoin(5, Duration.ofMillis(4800)));
        assertThat(recovery.next(lost)).isEqualTo(new Recovery.Step.Rejoin(6, Duration.ofSeconds(7)));
    }

    @Test
    void beingConnectedCountsAfresh() {
        recovery.connected(true);
        for (int attempt = 0; attempt < 10; attempt++) {
            assertThat(recovery.next(lost)).isNotInstanceOf(Recovery.Step.GiveUp.class);
        }
        assertThat(recovery.next(lost)).isInstanceOf(Recovery.Step.GiveUp.class);

        recovery.connected(true);

        assertThat(recovery.next(lost)).isEqualTo(new Recovery.Step.Resume(1, Duration.ZERO));
    }

    @Test
    void aServerThatForbidsResumingIsJoinedAnew() {
        recovery.connected(false);

        assertThat(recovery.next(lost)).isEqualTo(new Recovery.Step.Rejoin(1, Duration.ZERO));
    }

    @Test
    void failedMediaAreResumedOnce() {
        recovery.connected(true);

        assertThat(recovery.next(failed)).isInstanceOf(Recovery.Step.Resume.class);
        assertThat(recovery.next(failed)).isInstanceOf(Recovery.Step.Rejoin.class);
        assertThat(recovery.next(lost)).isInstanceOf(Recovery.Step.Rejoin.class);
    }

    @Test
    void theServersActionDecides() {
        recovery.connected(true);

        assertThat(recovery.next(ended(DisconnectReason.SIGNAL_CLOSE, LeaveAction.RESUME)))
                .isInstanceOf(Recovery.Step.Resume.class);
        assertThat(recovery.next(ended(DisconnectReason.STATE_MISMATCH, LeaveAction.RECONNECT)))
                .isInstanceOf(Recovery.Step.Rejoin.class);
        assertThat(recovery.next(ended(DisconnectReason.SERVER_SHUTDOWN, LeaveAction.DISCONNECT)))
                .isInstanceOf(Recovery.Step.GiveUp.class);
        assertThat(recovery.next(ended(DisconnectReason.DUPLICATE_IDENTITY, LeaveAction.RECONNECT)))
                .isInstanceOf(Recovery.Step.GiveUp.class);
    }

    @Test
    void anAnswerThatWillNotChangeIsFinal() {
        recovery.connected(true);

        assertThat(recovery.next(new LiveKitException.NotAllowed(401, "expired")))
                .isInstanceOf(Recovery.Step.GiveUp.class);
        assertThat(recovery.next(new LiveKitException.Refused(503, ""))).isInstanceOf(Recovery.Step.Resume.class);
    }

    @Test
    void policiesAreCheckedAndJittered() {
        assertThat(new RejoinPolicy(3, Duration.ofSeconds(1), Duration.ofSeconds(60), 0.5).delay(3, 1))
                .isEqualTo(Duration.ofSeconds(6));
        assertThat(new Recovery(RejoinPolicy.NEVER, () -> 0).next(lost)).isInstanceOf(Recovery.Step.GiveUp.class);
        assertThatThrownBy(() -> new RejoinPolicy(-1, Duration.ZERO, Duration.ZERO, 0))
                .hasMessageContaining("maxAttempts");
        assertThatThrownBy(() -> new RejoinPolicy(1, Duration.ofMillis(-1), Duration.ZERO, 0))
                .hasMessageContaining("step");
        assertThatThrownBy(() -> new RejoinPolicy(1, Duration.ZERO, Duration.ZERO, Double.NaN))
                .hasMessageContaining("jitter");
    }

    private static LiveKitException ended(DisconnectReason reason, LeaveAction action) {
        return new LiveKitException.Ended(reason, action);
    }
}
