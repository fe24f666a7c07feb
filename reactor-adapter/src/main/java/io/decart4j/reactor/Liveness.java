package io.decart4j.reactor;

import java.time.Duration;

/**
 * How a half-open socket is noticed: a ping each interval, and a limit for the time in which nothing at all arrives.
 *
 * @param silence longer than the interval, so that an answered ping always counts
 */
record Liveness(Duration pingInterval, Duration silence) {

    static final Liveness DEFAULT = new Liveness(Duration.ofSeconds(20), Duration.ofSeconds(30));
}
