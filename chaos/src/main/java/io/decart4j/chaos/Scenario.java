package io.decart4j.chaos;

import io.decart4j.reactor.Transport;
import java.time.Duration;

/**
 * What a run is to do. The seed decides which faults, commands and pauses there are and in which order; what they meet is
 * up to the machine.
 *
 * @param transport of all sessions
 * @param duration of the faults, the breaks in which sessions must recover included
 * @param sessions at a time, at least 1
 * @param faults how long faults go on until there is such a break
 */
record Scenario(long seed, Transport transport, Duration duration, int sessions, Duration faults) {

    static final Duration STORM = Duration.ofSeconds(20);

    Scenario {
        if (sessions < 1 || sessions > 64) {
            throw new IllegalArgumentException("sessions takes 1 to 64, not " + sessions);
        }
        if (duration.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException("duration takes a second or more, not " + duration);
        }
    }
}
