package io.decart4j.livekit.internal.signal;

import io.decart4j.livekit.DisconnectReason;
import livekit.LivekitRtc;

/** A server's word that a client is to leave, of the generated messages. */
final class LeaveCodec {

    private LeaveCodec() {}

    static SignalResponse.Leave read(LivekitRtc.LeaveRequest leave) {
        DisconnectReason reason = switch (leave.getReason()) {
            case CLIENT_INITIATED -> DisconnectReason.CLIENT_INITIATED;
            case DUPLICATE_IDENTITY -> DisconnectReason.DUPLICATE_IDENTITY;
            case SERVER_SHUTDOWN -> DisconnectReason.SERVER_SHUTDOWN;
            case PARTICIPANT_REMOVED -> DisconnectReason.PARTICIPANT_REMOVED;
            case ROOM_DELETED -> DisconnectReason.ROOM_DELETED;
            case STATE_MISMATCH -> DisconnectReason.STATE_MISMATCH;
            case JOIN_FAILURE -> DisconnectReason.JOIN_FAILURE;
            case MIGRATION -> DisconnectReason.MIGRATION;
            case SIGNAL_CLOSE -> DisconnectReason.SIGNAL_CLOSE;
            case ROOM_CLOSED -> DisconnectReason.ROOM_CLOSED;
            case CONNECTION_TIMEOUT -> DisconnectReason.CONNECTION_TIMEOUT;
            case MEDIA_FAILURE -> DisconnectReason.MEDIA_FAILURE;
            default -> DisconnectReason.UNKNOWN;
        };
        LeaveAction action = switch (leave.getAction()) {
            case RESUME -> LeaveAction.RESUME;
            case RECONNECT -> LeaveAction.RECONNECT;
            default -> LeaveAction.DISCONNECT;
        };
        return new SignalResponse.Leave(reason, action);
    }
}
