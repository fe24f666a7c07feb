package io.decart4j.reactor.internal.media;

import java.time.Duration;

/**
 * When the newest frame is sent again because none follows, counted in frame intervals. When a connection begins five times a
 * second, if new ones come more slowly: the other end begins to look at a moment that nobody tells of, and waits for several pictures
 * then. Otherwise once a second, as browsers do with a screen on which nothing moves. Thread-safe enough: an interval that is counted
 * twice or not moves one picture.
 */
final class StillPicture {

    private static final Duration PERIOD = Duration.ofSeconds(1);
    private static final Duration FIRST_PERIOD = Duration.ofMillis(200);

    /** For how long it is sent so often, from the moment on that a connection can send. */
    private static final Duration FIRST = Duration.ofSeconds(5);

    private final int period;
    private final int firstPeriod;
    private final int first;

    private volatile int connected;
    private volatile boolean moving;
    private volatile boolean sent;
    private volatile int still;

    StillPicture(Duration interval) {
        period = intervals(PERIOD, interval);
        firstPeriod = intervals(FIRST_PERIOD, interval);
        first = intervals(FIRST, interval);
    }

    private static int intervals(Duration time, Duration interval) {
        return (int) Math.max(1, time.dividedBy(interval));
    }

    /** Somebody begins to look. */
    void begins() {
        connected = 0;
        sent = false;
        moving = false;
    }

    /** A frame was sent that is new. */
    void moves() {
        moving = sent && still <= 2 * firstPeriod;
        sent = true;
        still = 0;
    }

    /** One interval more has passed; tells whether the picture is to be sent again in this one. On one thread. */
    boolean isDue() {
        int since = connected + 1;
        connected = Math.min(since, first);
        int intervals = still + 1;
        still = intervals;
        return intervals % (since < first && !moving ? firstPeriod : period) == 0;
    }
}
