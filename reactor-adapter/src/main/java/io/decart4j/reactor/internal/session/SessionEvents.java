package io.decart4j.reactor.internal.session;

import io.decart4j.event.ConnectionState;
import io.decart4j.event.SessionEvent;
import io.decart4j.flow.EventHub;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the events of a session come to, for those who begin to listen later. */
public final class SessionEvents implements EventHub.Summary<SessionEvent> {

    private ConnectionState state = ConnectionState.DISCONNECTED;
    private SessionEvent.@Nullable Ended ended;

    private SessionEvents() {}

    public static EventHub<SessionEvent> hub() {
        return new EventHub<>(new SessionEvents());
    }

    @Override
    public boolean isLast(SessionEvent event) {
        if (event instanceof SessionEvent.ConnectionChange change) {
            state = change.state();
        }
        if (event instanceof SessionEvent.Ended end) {
            ended = end;
        }
        return ended != null;
    }

    @Override
    public List<SessionEvent> now() {
        SessionEvent.ConnectionChange now = new SessionEvent.ConnectionChange(state);
        return ended == null ? List.of(now) : List.of(now, ended);
    }

    /** Ticks are cumulative. */
    @Override
    public boolean replaces(SessionEvent newer, SessionEvent older) {
        return newer instanceof SessionEvent.GenerationTick && older instanceof SessionEvent.GenerationTick;
    }
}
