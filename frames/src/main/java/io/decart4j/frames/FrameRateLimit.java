package io.decart4j.frames;

import io.decart4j.flow.MonotonicTime;

/**
 * Which frames of a stream may pass so that on average there are not more a second than a limit. A frame that comes up to half
 * an interval early takes the place of the one that was due, so a source of just that rate loses none to its jitter; whoever
 * pauses does not catch up. Thread-safe.
 */
public final class FrameRateLimit {

    private static final double SECOND = 1e9;

    private double interval;
    private long next;
    private boolean begun;

    /**
     * A limit that has let nothing pass yet.
     *
     * @param framesPerSecond above 0; {@link Double#POSITIVE_INFINITY} for none
     */
    public FrameRateLimit(double framesPerSecond) {
        limit(framesPerSecond);
    }

    /**
     * Another limit from now on.
     *
     * @param framesPerSecond above 0; {@link Double#POSITIVE_INFINITY} for none
     * @throws IllegalArgumentException when it is not above 0
     */
    public synchronized void limit(double framesPerSecond) {
        if (!(framesPerSecond > 0)) {
            throw new IllegalArgumentException("framesPerSecond takes more than 0, not " + framesPerSecond);
        }
        double before = interval;
        interval = SECOND / framesPerSecond;
        // What was due at the old rate is due as much earlier or later at the new one.
        next += (long) (interval - before);
    }

    /** Whether a frame may pass now; then it counts as passed. */
    public synchronized boolean passes() {
        long now = MonotonicTime.nanos();
        if (begun && now - next < -interval / 2) {
            return false;
        }
        boolean late = !begun || now - next > interval;
        next = (late ? now : next) + (long) interval;
        begun = true;
        return true;
    }

    /** The next frame passes at once. */
    public synchronized void restart() {
        begun = false;
    }
}
