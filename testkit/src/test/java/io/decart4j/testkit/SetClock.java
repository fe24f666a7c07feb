package io.decart4j.testkit;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;

/** A clock that a test sets. */
final class SetClock extends Clock {

    volatile Instant now = Instant.parse("2026-01-01T00:00:00Z");

    @Override
    public ZoneId getZone() {
        return ZoneId.of("UTC");
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }

    @Override
    public Instant instant() {
        return now;
    }
}
