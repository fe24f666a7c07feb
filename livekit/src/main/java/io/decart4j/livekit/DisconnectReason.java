package io.decart4j.livekit;

/** Why a participant is no longer in a room; the names are LiveKit's. */
public enum DisconnectReason {
    /** The server gave no reason. */
    UNKNOWN,
    /** This client left. */
    CLIENT_INITIATED,
    /** Somebody joined with the same identity. */
    DUPLICATE_IDENTITY,
    /** The server is going down; rejoining reaches another one. */
    SERVER_SHUTDOWN,
    /** Removed through the room service. */
    PARTICIPANT_REMOVED,
    /** The room was deleted through the room service. */
    ROOM_DELETED,
    /** Client and server disagree about the session. */
    STATE_MISMATCH,
    /** The media path never came up. */
    JOIN_FAILURE,
    /** The participant moves to another node. */
    MIGRATION,
    /** The signal connection was closed. */
    SIGNAL_CLOSE,
    /** The room ended because it was empty. */
    ROOM_CLOSED,
    /** The server waited too long for this client. */
    CONNECTION_TIMEOUT,
    /** The server's media part failed. */
    MEDIA_FAILURE;

    /** Somebody wanted it so: joining again would only undo that, or begin a fight of two clients for one identity. */
    boolean isFinal() {
        return switch (this) {
            case CLIENT_INITIATED, DUPLICATE_IDENTITY, PARTICIPANT_REMOVED, ROOM_DELETED, ROOM_CLOSED -> true;
            default -> false;
        };
    }
}
