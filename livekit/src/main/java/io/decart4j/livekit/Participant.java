package io.decart4j.livekit;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Somebody else in the room, as of the last update of the server.
 *
 * @param sid the server's id of this stay, {@code PA_…}
 * @param identity who it is; one of each in a room
 * @param name free text, may be empty
 * @param metadata free text, may be empty
 * @param attributes free texts by name
 * @param tracks what it has published
 */
public record Participant(
        String sid,
        String identity,
        String name,
        String metadata,
        Map<String, String> attributes,
        List<TrackInfo> tracks) {

    /** Copies both collections. */
    public Participant {
        attributes = Map.copyOf(attributes);
        tracks = List.copyOf(tracks);
    }

    /** Its track with this id. */
    public Optional<TrackInfo> track(String trackSid) {
        return tracks.stream().filter(track -> track.sid().equals(trackSid)).findFirst();
    }
}
