package io.decart4j.testkit;

import java.time.Duration;

/**
 * What a network does to the packets of each direction of a connection.
 *
 * @param delay that every packet takes
 * @param jitter up to this much more, at random; packets stay in order all the same
 * @param loss share of packets that are lost, 0 to 1
 * @param reordering share of packets that are overtaken by those of the next 10 to 50 ms, 0 to 1
 * @param bitsPerSecond what passes at most, 0 for no limit; 250 ms of it may wait, what is more is lost
 */
public record NetworkImpairment(Duration delay, Duration jitter, double loss, double reordering, long bitsPerSecond) {

    /** Packets pass as they come. */
    public static final NetworkImpairment NONE = new NetworkImpairment(Duration.ZERO, Duration.ZERO, 0, 0, 0);

    /**
     * Checks the bounds.
     *
     * @throws IllegalArgumentException naming what is out of them
     */
    public NetworkImpairment {
        check(!delay.isNegative(), "delay takes zero or more", delay);
        check(!jitter.isNegative(), "jitter takes zero or more", jitter);
        check(loss >= 0 && loss <= 1, "loss takes 0 to 1", loss);
        check(reordering >= 0 && reordering <= 1, "reordering takes 0 to 1", reordering);
        check(bitsPerSecond >= 0, "bitsPerSecond takes 0 or more", bitsPerSecond);
    }

    /** The same with another delay. */
    public NetworkImpairment withDelay(Duration delay, Duration jitter) {
        return new NetworkImpairment(delay, jitter, loss, reordering, bitsPerSecond);
    }

    /** The same with another loss. */
    public NetworkImpairment withLoss(double loss) {
        return new NetworkImpairment(delay, jitter, loss, reordering, bitsPerSecond);
    }

    /** The same with another reordering. */
    public NetworkImpairment withReordering(double reordering) {
        return new NetworkImpairment(delay, jitter, loss, reordering, bitsPerSecond);
    }

    /** The same with another limit. */
    public NetworkImpairment withRate(long bitsPerSecond) {
        return new NetworkImpairment(delay, jitter, loss, reordering, bitsPerSecond);
    }

    private static void check(boolean holds, String takes, Object value) {
        if (!holds) {
            throw new IllegalArgumentException(takes + ", not " + value);
        }
    }
}
