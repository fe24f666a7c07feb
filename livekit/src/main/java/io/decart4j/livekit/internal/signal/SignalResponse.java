package io.decart4j.livekit.internal.signal;

import io.decart4j.livekit.DisconnectReason;
import io.decart4j.webrtc.IceCandidate;
import io.decart4j.webrtc.IceServer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A message of the server. */
public sealed interface SignalResponse {

    /**
     * How to find a path.
     *
     * @param relay whether only TURN candidates may be used
     */
    record Ice(List<IceServer> servers, boolean relay) {}

    /**
     * The first message of a new stay.
     *
     * @param pingInterval zero when the server wants no pings
     * @param permission what this client may publish; null when the server does not tell
     */
    record Join(
            String sid,
            String identity,
            String roomSid,
            String roomName,
            List<ParticipantUpdate> others,
            Ice ice,
            boolean resumable,
            boolean subscriberPrimary,
            Duration pingInterval,
            Duration pingTimeout,
            String serverVersion,
            @Nullable PublishPermission permission)
            implements SignalResponse {}

    /** The first message of a stay that goes on. */
    record Resumed(Ice ice) implements SignalResponse {}

    /**
     * An offer for the receiving connection.
     *
     * @param trackSids by media section; empty from servers that do not tell
     */
    record Offer(String sdp, int id, Map<String, String> trackSids) implements SignalResponse {}

    record Answer(String sdp, int id) implements SignalResponse {}

    record Trickle(SignalTarget target, IceCandidate candidate) implements SignalResponse {}

    record Update(List<ParticipantUpdate> participants) implements SignalResponse {}

    record RoomUpdate(String sid, String name) implements SignalResponse {}

    record TrackPublished(SignalRequest.Published track, String codec) implements SignalResponse {}

    record TrackUnpublished(String sid) implements SignalResponse {}

    /** A track of this client was muted by an administrator, or the other way round. */
    record Muted(String sid, boolean muted) implements SignalResponse {}

    /**
     * A track is not wanted.
     *
     * @param cid the name that this client gave it
     */
    record TrackRefused(String cid, String reason, String message) implements SignalResponse {}

    record Leave(DisconnectReason reason, LeaveAction action) implements SignalResponse {}

    record RefreshToken(String token) implements SignalResponse {
        @Override
        public String toString() {
            return "RefreshToken[***]";
        }
    }

    /**
     * The answer to a ping.
     *
     * @param pingMillis the time that the ping carried
     */
    record Pong(long pingMillis) implements SignalResponse {}

    /** Something that this client has no use for. */
    record Other(String name) implements SignalResponse {}
}
