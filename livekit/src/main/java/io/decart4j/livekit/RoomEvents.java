package io.decart4j.livekit;

import io.decart4j.flow.EventHub;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

/** What happens in a room, for any number of subscribers. The first is told everything from the beginning. */
final class RoomEvents implements EventHub.Summary<RoomEvent> {

    private final EventHub<RoomEvent> hub = new EventHub<>(this);
    private RoomState state = RoomState.CONNECTING;
    private RoomEvent.@Nullable Disconnected last;

    /** A state that is not new is not told. */
    synchronized void emit(RoomEvent event) {
        if (!(event instanceof RoomEvent.StateChanged changed) || changed.state() != state) {
            hub.emit(event);
        }
    }

    synchronized RoomState state() {
        return state;
    }

    Flux<RoomEvent> flux() {
        return hub.events();
    }

    @Override
    public boolean isLast(RoomEvent event) {
        if (event instanceof RoomEvent.StateChanged changed) {
            state = changed.state();
        } else if (event instanceof RoomEvent.Disconnected end) {
            last = end;
        }
        return last != null;
    }

    @Override
    public List<RoomEvent> now() {
        RoomEvent now = new RoomEvent.StateChanged(state);
        return last == null ? List.of(now) : List.of(now, last);
    }
}
