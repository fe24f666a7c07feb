package io.decart4j.reactor;

import io.decart4j.livekit.DisconnectReason;
import livekit.LivekitModels;
import livekit.LivekitRtc;

/** What a room's server says when somebody is to leave, as it goes over the wire. */
final class LeaveRequests {

    private LeaveRequests() {}

    /** Go. */
    static byte[] leave(DisconnectReason reason) {
        return leave(reason, LivekitRtc.LeaveRequest.Action.DISCONNECT);
    }

    /** Resume. */
    static byte[] resume() {
        return leave(DisconnectReason.UNKNOWN, LivekitRtc.LeaveRequest.Action.RESUME);
    }

    /** Join anew. */
    static byte[] reconnect() {
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
}
