package io.decart4j.reactor.micrometer;

import org.jspecify.annotations.Nullable;

/** Generation time of a session, from figures that each of the server's sessions counts from zero. */
final class GenerationTime {

    private double counted;
    private @Nullable String session;

    /** What comes next belongs to another session of the server. */
    void anotherConnection() {
        counted = 0;
        session = null;
    }

    /** The server's session has a name; another one on the same connection counts from zero too. */
    void session(String id) {
        if (session != null && !session.equals(id)) {
            counted = 0;
        }
        session = id;
    }

    /** Seconds since the last figure: 0 for one that is no more than what was counted, or no number. */
    double advance(double seconds) {
        if (!(seconds > counted) || Double.isInfinite(seconds)) {
            return 0;
        }
        double more = seconds - counted;
        counted = seconds;
        return more;
    }
}
