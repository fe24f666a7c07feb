package io.decart4j.livekit;

import org.jspecify.annotations.Nullable;

/** Ends of rooms that only the room client itself can make. */
public final class RoomEnds {

    private RoomEnds() {}

    /** The server's word. */
    public static LiveKitException ended(DisconnectReason reason) {
        return new LiveKitException.Ended(reason, LeaveAction.DISCONNECT);
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
