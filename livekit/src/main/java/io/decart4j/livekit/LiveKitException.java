package io.decart4j.livekit;

import io.decart4j.livekit.internal.signal.LeaveAction;
import io.decart4j.livekit.internal.signal.SignalTarget;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Whatever goes wrong with a room. Messages never contain a token. They can be made by anybody, so that what handles them can be
 * tested.
 */
public abstract sealed class LiveKitException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    LiveKitException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** Another attempt with the same token and address could succeed. */
    public boolean isTransient() {
        return false;
    }

    /** The server answered the connection request with an HTTP error. */
    public static sealed class Refused extends LiveKitException permits NotAllowed, RoomNotFound {
        private static final long serialVersionUID = 1L;
        private final int status;
        private final String body;

        /** An answer with this status, and with these words. */
        public Refused(int status, String body) {
            super("The server answered " + status + (body.isEmpty() ? "" : ": " + body), null);
            this.status = status;
            this.body = body;
        }

        /** The HTTP status. */
        public int status() {
            return status;
        }

        /** The server's words, shortened; empty when it had none. */
        public String body() {
            return body;
        }

        @Override
        public boolean isTransient() {
            return status >= 500 || status == 429;
        }
    }

    /** The token is not accepted: wrong, expired, or without the grant (401 or 403). */
    public static final class NotAllowed extends Refused {
        private static final long serialVersionUID = 1L;

        /** 401 or 403, with the server's words. */
        public NotAllowed(int status, String body) {
            super(status, body);
        }
    }

    /** There is no such room, and the server does not make rooms by itself (404). */
    public static final class RoomNotFound extends Refused {
        private static final long serialVersionUID = 1L;

        /** 404, with the server's words. */
        public RoomNotFound(String body) {
            super(404, body);
        }
    }

    /** No connection to the server, or it was lost. */
    public static final class Unreachable extends LiveKitException {
        private static final long serialVersionUID = 1L;

        /** What was tried; of the cause only its kind is kept, whose words may quote the URL. */
        public Unreachable(String message, @Nullable Throwable cause) {
            // The original may quote the URL; its kind is what matters.
            super(
                    message,
                    cause == null ? null : new IOException(cause.getClass().getSimpleName()));
        }

        @Override
        public boolean isTransient() {
            return true;
        }
    }

    /** A peer connection failed, or never came up. */
    public static final class MediaFailed extends LiveKitException {
        private static final long serialVersionUID = 1L;
        private final transient SignalTarget target;

        /** Of the connection that receives. */
        public MediaFailed(String message, @Nullable Throwable cause) {
            this(SignalTarget.SUBSCRIBER, message, cause);
        }

        MediaFailed(SignalTarget target, String message, @Nullable Throwable cause) {
            super(message, cause);
            this.target = target;
        }

        SignalTarget target() {
            return target;
        }

        @Override
        public boolean isTransient() {
            return true;
        }
    }

    /** The server ended the stay in the room. */
    public static final class Ended extends LiveKitException {
        private static final long serialVersionUID = 1L;
        private final DisconnectReason reason;
        private final transient LeaveAction action;

        /** For good: the client is not to come back. */
        public Ended(DisconnectReason reason) {
            this(reason, LeaveAction.DISCONNECT);
        }

        Ended(DisconnectReason reason, LeaveAction action) {
            super("The server ended the stay in the room: " + reason, null);
            this.reason = reason;
            this.action = action;
        }

        /** Why. */
        public DisconnectReason reason() {
            return reason;
        }

        LeaveAction action() {
            return action;
        }

        @Override
        public boolean isTransient() {
            return action != LeaveAction.DISCONNECT && !reason.isFinal();
        }
    }

    /** The server refuses a track. */
    public static final class PublishRefused extends LiveKitException {
        private static final long serialVersionUID = 1L;
        private final String reason;

        /** LiveKit's word for the reason, and the server's own. */
        public PublishRefused(String reason, String message) {
            super("The server refuses the track: " + reason + (message.isEmpty() ? "" : ", " + message), null);
            this.reason = reason;
        }

        /** LiveKit's word for it, for example {@code NOT_ALLOWED}. */
        public String reason() {
            return reason;
        }
    }

    /** The server has taken a published track away, for a reason that it does not tell. */
    public static final class TrackUnpublished extends LiveKitException {
        private static final long serialVersionUID = 1L;

        TrackUnpublished(String sid) {
            super("The server has taken the track away: " + sid, null);
        }
    }

    /** The room connection is over, so nothing can be done with it any more. */
    public static final class Closed extends LiveKitException {
        private static final long serialVersionUID = 1L;

        Closed() {
            super("The room connection is closed", null);
        }
    }
}
