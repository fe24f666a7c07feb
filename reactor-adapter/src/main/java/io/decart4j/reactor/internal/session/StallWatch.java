package io.decart4j.reactor.internal.session;

import io.decart4j.error.MediaException;
import io.decart4j.event.SessionEvent;
import io.decart4j.flow.MonotonicTime;
import io.decart4j.reactor.StallPolicy;
import io.decart4j.reactor.internal.media.FrameArrivals;
import io.decart4j.reactor.internal.media.Muting;
import java.time.Duration;
import java.util.function.Consumer;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Notices that remote video has frozen, and that it moves again. */
final class StallWatch {

    /** Looks this often within the limit: a stall is noticed at most a quarter late. */
    private static final int LOOKS = 4;

    private final FrameArrivals frames;
    private final StallPolicy policy;
    private final Muting muting;
    private final Consumer<SessionEvent> tell;
    private long seen;
    private long movedAt;
    private boolean stalled;
    private boolean paused;

    /**
     * A watch for one connection.
     *
     * @param frames those of the connection
     * @param muting of what nothing is made of nothing has to come
     */
    StallWatch(FrameArrivals frames, StallPolicy policy, Muting muting, Consumer<SessionEvent> tell) {
        this.frames = frames;
        this.policy = policy;
        this.muting = muting;
        this.tell = tell;
    }

    /** Never completes; errors when a stall is to end the connection. */
    Mono<Void> run() {
        // Nothing is frozen before: ten thousand sessions without video need no timers.
        return frames.first()
                .thenMany(Flux.interval(policy.after().dividedBy(LOOKS)))
                .onBackpressureDrop()
                .doOnNext(tick -> look(MonotonicTime.nanos()))
                .then();
    }

    private void look(long now) {
        long count = frames.count();
        if (count != seen) {
            if (stalled) {
                stalled = false;
                tell.accept(new SessionEvent.VideoStall(false, Duration.ofNanos(now - movedAt)));
            }
            seen = count;
            movedAt = now;
            paused = muting.isMuted();
        } else if (muting.isMuted()) {
            // And until a frame comes again, as before the first one.
            paused = true;
        } else if (!stalled
                && !paused
                && seen > 0
                && now - movedAt >= policy.after().toNanos()) {
            stalled = true;
            tell.accept(new SessionEvent.VideoStall(true, Duration.ZERO));
            if (policy.reconnect()) {
                throw MediaException.lost(
                        "No remote video for " + policy.after().toMillis() + "ms");
            }
        }
    }
}
