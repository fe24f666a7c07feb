package io.decart4j.livekit;

import livekit.LivekitModels;
import livekit.LivekitRtc;
import org.jspecify.annotations.Nullable;

/** Ends of rooms that only the room client itself can make. */
public final class RoomEnds {

    private RoomEnds() {}

    /** The server's word. */
    public static LiveKitException ended(DisconnectReason reason) {
        return new LiveKitException.Ended(reason, LeaveAction.DISCONNECT);
    }

    /** A server's message: go. */
    public static byte[] leave(DisconnectReason reason) {
        return leave(reason, LivekitRtc.LeaveRequest.Action.DISCONNECT);
    }

    /** A server's message: resume. */
    public static byte[] resume() {
        return leave(DisconnectReason.UNKNOWN, LivekitRtc.LeaveRequest.Action.RESUME);
    }

    /** A server's message: join anew. */
    public static byte[] reconnect() {
        return leave(DisconnectReason.STATE_MISMATCH, LivekitRtc.LeaveRequest.Action.RECONNECT);
    }

    private static byte[] leave(DisconnectReason reason, LivekitRtc.LeaveRequest.Action action) {
        LivekitModels.DisconnectReason known = reason == DisconnectReason.UNKNOWN
                ? LivekitModels.DisconnectReason.UNKNOWN_REASON
                : LivekitModels.DisconnectReason.valueOf(reason.name());
        return LivekitRtc.SignalResponse.newBuilder()
                .setLeave(LivekitRtc.LeaveRequest.newBuilder().setReason(known).setAction(action))
                .build()
                .toByteArray();
    }

    /** An HTTP answer to the question for a connection. */
    public static LiveKitException refused(int status) {
        return switch (status) {
            case 401, 403 -> new LiveKitException.NotAllowed(status, "no");
            case 404 -> new LiveKitException.RoomNotFound("no");
            default -> new LiveKitException.Refused(status, "no");
        };
    }

    /** A peer connection that failed. */
    public static LiveKitException media(@Nullable Throwable cause) {
        return new LiveKitException.MediaFailed(Target.SUBSCRIBER, "no path", cause);
    }

    /** No connection. */
    public static LiveKitException unreachable() {
        return new LiveKitException.Unreachable("nobody there", null);
    }

    /** A track that is not wanted. */
    public static LiveKitException publishRefused() {
        return new LiveKitException.PublishRefused("NOT_ALLOWED", "");
    }
}
