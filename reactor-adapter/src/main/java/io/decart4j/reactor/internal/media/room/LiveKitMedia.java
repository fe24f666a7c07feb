package io.decart4j.reactor.internal.media.room;

import io.decart4j.error.MediaException;
import io.decart4j.livekit.LiveKitRoom;
import io.decart4j.livekit.RoomOptions;
import io.decart4j.message.ServerMessage;
import io.decart4j.reactor.internal.media.SessionMedia;
import io.decart4j.webrtc.PeerOptions;
import io.decart4j.webrtc.WebRtcRuntime;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * What the rooms of a session have in common.
 *
 * @param peers whose ICE servers matter only when there are none: then nothing but this host's own addresses is used.
 *     Otherwise the room names the servers
 * @param width of the video to send, as announced
 * @param height of the video to send, as announced
 * @param overTls whether the room must be reached over TLS, because it was named over TLS
 * @param wayOut puts the client's own way out into a room's options
 */
public record LiveKitMedia(
        WebRtcRuntime runtime,
        PeerOptions peers,
        SessionMedia media,
        int width,
        int height,
        boolean overTls,
        UnaryOperator<RoomOptions.Builder> wayOut)
        implements RoomMedia {

    /** Others may be in the room too, for example viewers. */
    private static final String SERVICE = "inference-server-";

    private static final Set<String> SECURE = Set.of("wss", "https");

    @Override
    public JoinedRoom enter(ServerMessage.LivekitRoomInfo room) {
        try {
            return new RoomConnection(LiveKitRoom.of(runtime, options(room)), this);
        } catch (RuntimeException e) {
            throw RoomFailures.typed(e);
        }
    }

    private RoomOptions options(ServerMessage.LivekitRoomInfo room) {
        URI url = URI.create(room.livekitUrl());
        if (overTls && !SECURE.contains(String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT))) {
            throw MediaException.negotiation("The server names a room without TLS, over which a token would go", null);
        }
        RoomOptions.Builder options = wayOut.apply(RoomOptions.builder(url, room.token()))
                .subscribeTo(identity -> identity.startsWith(SERVICE));
        if (peers.relayOnly()) {
            options.relayOnly();
        } else if (peers.iceServers().isEmpty()) {
            options.hostCandidatesOnly();
        }
        return options.build();
    }
}
