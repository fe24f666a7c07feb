package io.decart4j.proxy;

/**
 * How many may be inside a {@link SessionGate}, and how many may wait.
 *
 * @param perUser sessions of one user, those that wait included, 1 or more: whoever asks for another one is refused at once, so that
 *     nobody fills the queue. A connection that is lost counts until that is noticed, so one more than is wanted is no luxury
 * @param total sessions of all, 1 or more
 * @param queue how many may wait, 0 or more
 */
public record GateLimits(int perUser, int total, int queue) {

    /**
     * Checks the bounds.
     *
     * @throws IllegalArgumentException naming what is out of them
     */
    public GateLimits {
        if (perUser < 1) {
            throw new IllegalArgumentException("perUser takes 1 or more, not " + perUser);
        }
        if (total < 1) {
            throw new IllegalArgumentException("total takes 1 or more, not " + total);
        }
        if (queue < 0) {
            throw new IllegalArgumentException("queue takes 0 or more, not " + queue);
        }
    }
}
