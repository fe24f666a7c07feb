package io.decart4j.reactor;

import io.decart4j.flow.TimeLimits;
import java.time.Duration;

/**
 * When remote video counts as frozen, and what follows.
 *
 * @param after how long no frame arrives, once one has: 2 s by default
 * @param reconnect whether that ends the connection, so that another one is made; by default it is only told
 */
public record StallPolicy(Duration after, boolean reconnect) {

    /** Told after 2 seconds, and no more. */
    public static final StallPolicy DEFAULT = new StallPolicy(Duration.ofSeconds(2), false);

    /**
     * Takes a positive duration.
     *
     * @throws io.decart4j.error.InvalidOptionException when it is not
     */
    public StallPolicy {
        after = TimeLimits.positive("after", after);
    }
}
