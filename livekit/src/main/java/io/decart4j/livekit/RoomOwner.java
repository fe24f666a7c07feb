package io.decart4j.livekit;

import io.decart4j.livekit.internal.signal.SignalConnector;
import io.decart4j.livekit.internal.signal.SignalResponse;
import io.decart4j.webrtc.WebRtcRuntime;
import reactor.core.publisher.Mono;

/** What a room is to its connections: what they have in common, and whom they tell. */
interface RoomOwner {

    WebRtcRuntime runtime();

    RoomOptions options();

    SignalConnector connector();

    /** Who is there, and what they publish. */
    RoomModel view();

    /** What this client wants to publish. */
    LocalTracks local();

    /** The newest that the server gave. */
    String token();

    /** The server has given a newer token. */
    void refresh(String newer);

    /** Whether this client has left, or is about to. */
    boolean isLeaving();

    /** Completes when it does. */
    Mono<Void> leaving();

    /** Completes with the next loss, or the end. */
    Mono<Void> lost();

    /** What follows after a failure of now. */
    Recovery.Step afterwards(LiveKitException failure);

    /** Whether both connections are up, as far as they are used. */
    void settled(boolean up);

    /** The server has let it in. */
    void entered(SignalResponse.Join entered);

    /** The room has this name now. */
    void named(String sid, String roomName);

    /** Media are up, as far as they are used. */
    void connected(SignalResponse.Join entered);

    /** Tells everybody and waits, but not longer than until this client leaves. */
    Mono<Long> reconnecting(RoomEvent.Reconnecting event);

    /** Takes the track away. */
    Mono<Void> unpublish(Publication publication);
}
