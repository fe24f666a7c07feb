package io.decart4j.livekit;

import io.decart4j.livekit.internal.signal.PublishPermission;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** What this client wants to have published, and whether it reaches the room: what the server says of that, as events. */
final class LocalTracks {

    /** A server that takes a track away says why right behind that, if it says why at all. */
    private static final Duration REASON = Duration.ofSeconds(1);

    private final RoomEvents events;
    private final List<Publication> wanted = new CopyOnWriteArrayList<>();
    private final Sinks.Empty<Void> first = Sinks.empty();
    private final Sinks.Empty<Void> over = Sinks.empty();

    LocalTracks(RoomEvents events) {
        this.events = events;
    }

    List<Publication> wanted() {
        return wanted;
    }

    void add(Publication publication) {
        wanted.add(publication);
        first.tryEmitEmpty();
    }

    /** Completes when there is one. */
    Mono<Void> first() {
        return first.asMono();
    }

    /** It is not wanted any more, or cannot be had. */
    void withdraw(Publication publication, Throwable cause) {
        wanted.remove(publication);
        publication.over(cause);
    }

    void refused(Publication publication, LiveKitException cause) {
        withdraw(publication, cause);
        events.emit(new RoomEvent.LocalTrackLost(publication.name(), cause));
    }

    /** By the server. Tells it what was decided here meanwhile, when it is not muted there any more. */
    Mono<Void> muted(String sid, boolean muted, SignalSender sender) {
        return Mono.justOrEmpty(find(sid)).flatMap(publication -> {
            mutedByServer(publication, muted);
            return publication.tellMute(sender);
        });
    }

    private void mutedByServer(Publication publication, boolean muted) {
        if (publication.mute().byServer(muted)) {
            events.emit(new RoomEvent.LocalTrackMuted(publication.name(), muted));
        }
    }

    /** Wanted so here; what the server has muted is not muted any more when it is not wanted so. */
    void mute(Publication publication, boolean muted) {
        if (publication.mute().here(muted)) {
            events.emit(new RoomEvent.LocalTrackMuted(publication.name(), false));
        }
    }

    /** Another connection goes on with them. */
    void resumed() {
        wanted.forEach(publication -> publication.mute().resumed());
    }

    /** What the server says of this client's tracks. */
    void confirmed(List<TrackInfo> tracks) {
        for (TrackInfo track : tracks) {
            find(track.sid())
                    .filter(publication -> publication.mute().confirmed(track.muted()))
                    .ifPresent(publication -> events.emit(new RoomEvent.LocalTrackMuted(publication.name(), false)));
        }
    }

    /** Taken away by the server. Without another reason it is lost, and {@code forget} takes it from the connection. */
    void unpublished(String sid, Consumer<Publication> forget) {
        find(sid).ifPresent(publication -> {
            mutedByServer(publication, false);
            publication.takenAway();
            Mono.delay(REASON).takeUntilOther(over.asMono()).subscribe(late -> {
                if (publication.isTakenAway() && wanted.contains(publication)) {
                    refused(publication, new LiveKitException.TrackUnpublished(sid));
                    forget.accept(publication);
                }
            });
        });
    }

    /**
     * What may be published now.
     *
     * @param suspend for what was published and may not be any more
     * @param publish for what may be again
     */
    void permitted(PublishPermission permission, Consumer<Publication> suspend, Consumer<Publication> publish) {
        for (Publication publication : wanted) {
            boolean allowed = permission.allows(publication.source());
            if (publication.allowed(allowed)) {
                events.emit(new RoomEvent.PublishPermissionChanged(publication.name(), allowed));
                // What comes back is another track, which nobody has muted.
                mutedByServer(publication, false);
                (allowed ? publish : suspend).accept(publication);
            }
        }
    }

    /** Whether anything is sent about which somebody should report. */
    boolean isSending() {
        // Each is asked: the question begins the next interval.
        return wanted.stream().filter(Publication::isSending).count() > 0;
    }

    /** Whether what the connection sends arrives nowhere. */
    void stalled(boolean stalled) {
        for (Publication publication : wanted) {
            if (publication.stalled(stalled)) {
                events.emit(new RoomEvent.LocalTrackStalled(publication.name(), stalled));
            }
        }
    }

    /** The stay is over; another one publishes all of them anew. */
    void stayEnded() {
        for (Publication publication : wanted) {
            mutedByServer(publication, false);
            publication.unpublished();
        }
        stalled(false);
    }

    /** Nothing follows. */
    void closed() {
        over.tryEmitEmpty();
        wanted.forEach(publication -> withdraw(publication, new LiveKitException.Closed()));
    }

    private Optional<Publication> find(String sid) {
        return wanted.stream()
                .filter(publication -> publication.sid().filter(sid::equals).isPresent())
                .findFirst();
    }
}
