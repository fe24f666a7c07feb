package io.decart4j.livekit;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What happens in a room, in the order in which the server tells it. */
public sealed interface RoomEvent {

    /** The connection moved to another state. */
    record StateChanged(RoomState state) implements RoomEvent {}

    /**
     * The connection is lost and the next attempt begins after a wait.
     *
     * @param attempt from 1, since the connection was last up for as long as {@link RoomOptions.Builder#stableAfter} says
     * @param resume whether the session goes on where it was, or the room is joined anew and every track with it
     */
    record Reconnecting(int attempt, Duration delay, boolean resume, LiveKitException cause) implements RoomEvent {}

    /** Somebody came, or was there when this client joined. */
    record ParticipantJoined(Participant participant) implements RoomEvent {}

    /** Something about a participant changed, for example its tracks or a mute. */
    record ParticipantUpdated(Participant participant) implements RoomEvent {}

    /** Somebody left. */
    record ParticipantLeft(Participant participant) implements RoomEvent {}

    /** Media of another participant arrive from now on. */
    record TrackSubscribed(RemoteTrack track) implements RoomEvent {}

    /** Those media end; the streams of the track have completed. */
    record TrackUnsubscribed(RemoteTrack track) implements RoomEvent {}

    /**
     * Media of another participant that should arrive do not, or arrive again: video of a track that is not muted, of which
     * there was a frame already, and then none for about five seconds.
     *
     * @param stalled whether they are missing now
     */
    record TrackStalled(RemoteTrack track, boolean stalled) implements RoomEvent {}

    /** A track of this client could not be published again after a rejoin, or was taken away by the server. */
    record LocalTrackLost(String name, LiveKitException cause) implements RoomEvent {}

    /** The server has muted a track of this client, so that nobody gets it, or lets it be heard and seen again. */
    record LocalTrackMuted(String name, boolean muted) implements RoomEvent {}

    /**
     * The right to publish a track of this client was withdrawn, and the track with it, or was given back. Then the track is
     * published again.
     */
    record PublishPermissionChanged(String name, boolean mayPublish) implements RoomEvent {}

    /**
     * What this client sends of a video track arrives nowhere, because nobody reports about it, or arrives again. It is told
     * about five seconds after the last report.
     *
     * @param stalled whether it arrives nowhere now
     */
    record LocalTrackStalled(String name, boolean stalled) implements RoomEvent {}

    /**
     * The last event.
     *
     * @param error what ended it, or null after {@link LiveKitRoom#leave()}
     */
    record Disconnected(DisconnectReason reason, @Nullable LiveKitException error) implements RoomEvent {}
}
