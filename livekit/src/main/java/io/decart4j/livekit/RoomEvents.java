package io.decart4j.livekit;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

/** What happens in a room, for any number of subscribers. The first is told everything from the beginning. */
final class RoomEvents {

    private static final int EARLY = 512;

    private final Hub<RoomEvent> hub = new Hub<>();
    private @Nullable Deque<RoomEvent> early = new ArrayDeque<>();
    private RoomState state = RoomState.CONNECTING;
    private RoomEvent.@Nullable Disconnected last;

    void emit(RoomEvent event) {
        synchronized (hub) {
            if (last != null) {
                return;
            }
            if (event instanceof RoomEvent.StateChanged changed) {
                if (changed.state() == state) {
                    return;
                }
                state = changed.state();
            }
            if (early != null) {
                if (early.size() == EARLY) {
                    early.removeFirst();
                }
                early.addLast(event);
            }
            hub.emit(event);
            if (event instanceof RoomEvent.Disconnected end) {
                last = end;
                hub.complete();
            }
        }
    }

    RoomState state() {
        synchronized (hub) {
            return state;
        }
    }

    Flux<RoomEvent> flux() {
        return hub.flux(this::first);
    }

    /** With the lock of the hub. */
    private List<RoomEvent> first() {
        Deque<RoomEvent> kept = early;
        early = null;
        if (kept != null) {
            return List.copyOf(kept);
        }
        RoomEvent now = new RoomEvent.StateChanged(state);
        return last == null ? List.of(now) : List.of(now, last);
    }
}
