package io.decart4j.reactor.micrometer;

import io.decart4j.event.SessionEvent;
import io.decart4j.reactor.SessionInstrumentation;
import io.micrometer.observation.Observation;
import java.time.Duration;

/** Tells an observation what becomes of its session. */
final class ObservationWatch implements SessionInstrumentation.Watch {

    private final Observation session;

    ObservationWatch(Observation session) {
        this.session = session;
    }

    @Override
    public void event(SessionEvent event) {
        if (event instanceof SessionEvent.ConnectionChange change) {
            session.event(Observation.Event.of(change.state().wireName()));
        } else if (event instanceof SessionEvent.Ended end) {
            end.cause().ifPresent(session::error);
            session.stop();
        }
    }

    @Override
    public void command(String kind, String outcome, Duration took) {
        // Meters tell of commands; an observation each would make a trace of a session as long as the session.
    }
}
