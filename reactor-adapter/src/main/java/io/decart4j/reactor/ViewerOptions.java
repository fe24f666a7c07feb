package io.decart4j.reactor;

/**
 * How a viewer connects.
 *
 * @param timeouts how long things may take
 * @param reconnect how often, and after which waits, another attempt is made
 * @param videoStall when remote video counts as frozen, and what follows
 */
public record ViewerOptions(SessionTimeouts timeouts, ReconnectPolicy reconnect, StallPolicy videoStall) {

    /** The defaults of a session. */
    public static final ViewerOptions DEFAULT =
            new ViewerOptions(SessionTimeouts.DEFAULT, ReconnectPolicy.DEFAULT, StallPolicy.DEFAULT);
}
