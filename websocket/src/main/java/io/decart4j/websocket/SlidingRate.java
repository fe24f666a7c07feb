package io.decart4j.websocket;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** At most so many turns in any second, wherever that begins. Has no clock and no lock of its own. */
final class SlidingRate {

    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final int perSecond;
    /** When turns were taken, those of the last second only: without traffic there is nothing to keep. */
    private final Deque<Long> taken = new ArrayDeque<>();

    SlidingRate(int perSecond) {
        this.perSecond = perSecond;
    }

    /**
     * Nanoseconds until the next turn may be taken; zero for now.
     *
     * @param now nanoseconds since some moment; never less than at the call before
     */
    long delay(long now) {
        forget(now);
        return taken.size() < perSecond ? 0 : SECOND - (now - taken.getFirst());
    }

    /** Takes a turn for which there is no delay. */
    void take(long now) {
        taken.addLast(now);
    }

    /** Whether nothing of the past counts any more. */
    boolean isForgotten(long now) {
        forget(now);
        return taken.isEmpty();
    }

    private void forget(long now) {
        while (!taken.isEmpty() && now - taken.getFirst() >= SECOND) {
            taken.removeFirst();
        }
    }
}
