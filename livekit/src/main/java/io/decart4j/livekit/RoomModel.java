package io.decart4j.livekit;

import io.decart4j.flow.EventHub;
import io.decart4j.livekit.internal.rules.Participants;
import io.decart4j.livekit.internal.rules.TrackMap;
import io.decart4j.livekit.internal.signal.ParticipantUpdate;
import io.decart4j.livekit.internal.signal.SignalResponse;
import io.decart4j.webrtc.PeerConnection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;

/** Who and what is in the room: participants, and the tracks whose media arrive. Turns changes into events, in order. */
final class RoomModel {

    private static final Logger LOG = LoggerFactory.getLogger(LiveKitRoom.class);

    private final RoomEvents events;
    private final @Nullable Predicate<String> wanted;
    private final Participants roster = new Participants();
    private final TrackMap trackMap = new TrackMap();
    private final Map<String, RemoteTrack> tracks = new LinkedHashMap<>(); // changed with the lock of the hub too
    private final EventHub<RemoteTrack> trackHub =
            EventHub.of(track -> tracks.put(track.sid(), track), () -> List.copyOf(tracks.values()));
    private final Set<String> asked = new LinkedHashSet<>();
    private @Nullable PeerConnection media;

    /** @param wanted whose tracks are asked for, by identity; null when the server subscribes to all by itself */
    RoomModel(RoomEvents events, @Nullable Predicate<String> wanted) {
        this.events = events;
        this.wanted = wanted;
    }

    /** A new stay, whose media arrive through {@code subscriber}. Returns the tracks to subscribe to. */
    List<String> joined(SignalResponse.Join join, PeerConnection subscriber) {
        synchronized (this) {
            media = subscriber;
            asked.clear();
            tell(roster.join(join.identity(), join.others()));
        }
        return toSubscribe();
    }

    /** Returns the tracks to subscribe to. */
    List<String> updated(List<ParticipantUpdate> updates) {
        synchronized (this) {
            tell(roster.apply(updates));
            settle();
            asked.removeIf(sid -> roster.owner(sid).isEmpty());
        }
        return toSubscribe();
    }

    /** An offer to {@code subscriber} was answered; one that comes to it after its stay tells nothing. */
    synchronized void described(PeerConnection subscriber, Map<String, String> trackSids) {
        if (subscriber == media) {
            trackMap.describe(trackSids);
            settle();
        }
    }

    /** Whether the media of each track go on. */
    synchronized void look(long now) {
        for (RemoteTrack track : tracks.values()) {
            if (track.look(now)) {
                events.emit(new RoomEvent.TrackStalled(track, track.isStalled()));
            }
        }
    }

    /** The stay is over: no media arrive from it any more. */
    synchronized void lost() {
        apply(trackMap.clear());
        media = null;
    }

    /** Nothing follows. */
    synchronized void closed() {
        lost();
        trackHub.complete();
    }

    synchronized List<Participant> participants() {
        return roster.participants();
    }

    /** The tracks that were asked for one by one. */
    synchronized List<String> exceptions() {
        return List.copyOf(asked);
    }

    Flux<RemoteTrack> tracks() {
        return trackHub.events();
    }

    private void tell(List<Participants.Change> changes) {
        for (Participants.Change change : changes) {
            if (change instanceof Participants.Change.Joined joined) {
                events.emit(new RoomEvent.ParticipantJoined(joined.participant()));
            } else if (change instanceof Participants.Change.Updated updated) {
                for (TrackInfo info : updated.participant().tracks()) {
                    RemoteTrack track = tracks.get(info.sid());
                    if (track != null) {
                        track.updated(info);
                    }
                }
                events.emit(new RoomEvent.ParticipantUpdated(updated.participant()));
            } else if (change instanceof Participants.Change.Left left) {
                settle();
                events.emit(new RoomEvent.ParticipantLeft(left.participant()));
            }
        }
    }

    /** The predicate is the application's, so it is asked outside of the lock; one that fails asks for nobody. */
    private List<String> toSubscribe() {
        List<String> next = new ArrayList<>();
        if (wanted != null) {
            for (Participant participant : participants()) {
                if (isWanted(wanted, participant.identity())) {
                    next.addAll(ask(participant));
                }
            }
        }
        return next;
    }

    private static boolean isWanted(Predicate<String> wanted, String identity) {
        try {
            return wanted.test(identity);
        } catch (Throwable e) {
            LOG.warn("subscribeTo failed, so a participant is not subscribed to", e);
            return false;
        }
    }

    private synchronized List<String> ask(Participant participant) {
        return participant.tracks().stream()
                .map(TrackInfo::sid)
                .filter(asked::add)
                .toList();
    }

    private void settle() {
        apply(trackMap.settle(roster::owner));
    }

    private void apply(List<TrackMap.Change> changes) {
        PeerConnection from = media;
        for (TrackMap.Change change : changes) {
            if (change instanceof TrackMap.Change.Ended ended) {
                if (from != null) {
                    from.remote().routeVideo(ended.mid(), null);
                    from.remote().routeAudio(ended.mid(), null);
                }
                RemoteTrack track = removed(ended.sid());
                if (track != null) {
                    track.end();
                    events.emit(new RoomEvent.TrackUnsubscribed(track));
                }
            } else if (change instanceof TrackMap.Change.Begun begun && from != null) {
                RemoteTrack track = new RemoteTrack(
                        begun.owned().participant(), begun.owned().track());
                if (track.kind() == TrackKind.AUDIO) {
                    from.remote().routeAudio(begun.mid(), track.sound());
                } else {
                    from.remote().routeVideo(begun.mid(), track::arrived);
                }
                trackHub.emit(track);
                events.emit(new RoomEvent.TrackSubscribed(track));
            }
        }
    }

    private @Nullable RemoteTrack removed(String sid) {
        return trackHub.change(() -> tracks.remove(sid));
    }
}
