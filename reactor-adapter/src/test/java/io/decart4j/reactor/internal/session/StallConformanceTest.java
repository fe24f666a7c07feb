package io.decart4j.reactor.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.decart4j.error.MediaException;
import io.decart4j.event.SessionEvent;
import io.decart4j.reactor.StallPolicy;
import io.decart4j.reactor.internal.media.FrameArrivals;
import io.decart4j.reactor.internal.media.Muting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;
import reactor.test.scheduler.VirtualTimeScheduler;

/** What docs/protocol.md says of video that stops: C63. */
class StallConformanceTest {

    private VirtualTimeScheduler time;
    private final FrameArrivals frames = new FrameArrivals();
    private final Muting muting = new Muting(false);
    private final List<SessionEvent> told = new ArrayList<>();

    @BeforeEach
    void virtualTime() {
        time = VirtualTimeScheduler.getOrSet();
    }

    @AfterEach
    void realTime() {
        VirtualTimeScheduler.reset();
    }

    private Mono<Void> watch(boolean reconnect) {
        Mono<Void> watch = new StallWatch(frames, new StallPolicy(Duration.ofSeconds(2), reconnect), muting, told::add)
                .run()
                .cache();
        watch.subscribe(nothing -> {}, error -> {});
        return watch;
    }

    private void pass(int millis) {
        time.advanceTimeBy(Duration.ofMillis(millis));
    }

    @Test
    void C63_nothingIsFrozenBeforeTheFirstFrame() {
        watch(true);
        pass(60_000);
        assertThat(told).isEmpty();
    }

    @Test
    void aConnectionWithoutVideoHasNoTimer() {
        watch(true);
        assertThat(time.getScheduledTaskCount()).isZero();
        frames.arrived();
        assertThat(time.getScheduledTaskCount()).isEqualTo(1);
    }

    @Test
    void C63_aStallIsToldOnceAndItsEndWithItsLength() {
        watch(false);
        frames.arrived();
        pass(500);
        pass(2_000);
        assertThat(told).containsExactly(new SessionEvent.VideoStall(true, Duration.ZERO));
        pass(3_000);
        frames.arrived();
        pass(500);
        assertThat(told).hasSize(2);
        assertThat(told.get(1)).isEqualTo(new SessionEvent.VideoStall(false, Duration.ofMillis(5_500)));
    }

    @Test
    void C63_framesThatGoOnAreNoStall() {
        watch(false);
        for (int i = 1; i <= 20; i++) {
            frames.arrived();
            pass(1_900);
        }
        assertThat(told).isEmpty();
    }

    @Test
    void nothingIsFrozenWhileTheSessionIsMutedAndUntilAFrameComesAgain() {
        Mono<Void> watch = watch(true);
        frames.arrived();
        pass(1_000);
        muting.mute(true);
        pass(60_000);
        frames.arrived(); // that was on its way
        pass(60_000);
        muting.mute(false);
        pass(60_000);
        assertThat(told).isEmpty();
        frames.arrived();
        pass(3_000);
        assertThat(told).containsExactly(new SessionEvent.VideoStall(true, Duration.ZERO));
        assertThat(watch.materialize().block())
                .satisfies(end -> assertThat(end.isOnError()).isTrue());
    }

    @Test
    void aStallMayEndTheConnection() {
        Mono<Void> watch = watch(true);
        frames.arrived();
        pass(3_000);
        assertThat(watch.materialize().block())
                .satisfies(end -> assertThat(end.getThrowable())
                        .isInstanceOf(MediaException.class)
                        .hasMessage("No remote video for 2000ms"));
    }
}
