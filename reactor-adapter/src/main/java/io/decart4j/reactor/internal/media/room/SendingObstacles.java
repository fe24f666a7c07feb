package io.decart4j.reactor.internal.media.room;

import io.decart4j.livekit.RoomEvent;
import java.util.EnumSet;
import java.util.Set;
import reactor.core.publisher.Flux;

/** What keeps a published track of this client from arriving in its room, by the events of the room. */
final class SendingObstacles {

    private enum Obstacle {
        MUTED,
        FORBIDDEN,
        UNREPORTED
    }

    private final String track;
    private final Set<Obstacle> there = EnumSet.noneOf(Obstacle.class);

    /** @param track by its name */
    SendingObstacles(String track) {
        this.track = track;
    }

    /** Whether there is any, each time that it changes; one subscriber. */
    Flux<Boolean> any(Flux<RoomEvent> events) {
        return events.doOnNext(this::note)
                .map(event -> !there.isEmpty())
                .startWith(false)
                .distinctUntilChanged()
                .skip(1);
    }

    private void note(RoomEvent event) {
        if (event instanceof RoomEvent.LocalTrackMuted muted && muted.name().equals(track)) {
            note(Obstacle.MUTED, muted.muted());
        } else if (event instanceof RoomEvent.PublishPermissionChanged changed
                && changed.name().equals(track)) {
            note(Obstacle.FORBIDDEN, !changed.mayPublish());
        } else if (event instanceof RoomEvent.LocalTrackStalled stalled
                && stalled.name().equals(track)) {
            note(Obstacle.UNREPORTED, stalled.stalled());
        }
    }

    private void note(Obstacle obstacle, boolean is) {
        if (is) {
            there.add(obstacle);
        } else {
            there.remove(obstacle);
        }
    }
}
