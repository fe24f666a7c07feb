package io.decart4j.livekit;

import java.util.Optional;
import reactor.core.publisher.Mono;

/** A track of this client. It outlives the connections of the room: after a rejoin it is published again. Thread-safe. */
public abstract sealed class LocalTrack permits LocalAudioTrack, LocalVideoTrack {

    private final RtcEngine room;

    LocalTrack(RtcEngine room) {
        this.room = room;
    }

    /** The server's id, which changes with a rejoin; empty when it is not published. */
    public Optional<String> sid() {
        return publication().sid();
    }

    /** Whether it is muted, by this client or by the server, so that nobody gets what it sends. */
    public boolean isMuted() {
        return publication().isMuted();
    }

    /**
     * Sends nothing from now on, and tells the room; completes when the room says so too, or at once while it is not connected.
     * Over rejoins too. Without error.
     */
    public Mono<Void> mute() {
        return room.mute(publication(), true);
    }

    /**
     * Sends again, also what an administrator has muted. As {@link #mute()}; frames that come before this completes may not reach
     * the others, so a still picture is sent then.
     */
    public Mono<Void> unmute() {
        return room.mute(publication(), false);
    }

    /** Takes the track away; completes when the server has agreed, or at once when the room is not connected. */
    public Mono<Void> unpublish() {
        return room.unpublish(publication());
    }

    abstract Publication publication();
}
