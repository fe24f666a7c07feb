package io.decart4j.livekit;

import java.util.Map;
import livekit.LivekitModels;
import livekit.LivekitRtc;

/** Messages of the server, as the generated classes write them. */
final class Script {

    private Script() {}

    /** Of a participant that needs no receiving connection, so that it is connected with this message. */
    static LivekitRtc.SignalResponse.Builder join(String sid) {
        return join(sid, 0, 0);
    }

    static LivekitRtc.SignalResponse.Builder join(String sid, int pingInterval, int pingTimeout) {
        return LivekitRtc.SignalResponse.newBuilder()
                .setJoin(LivekitRtc.JoinResponse.newBuilder()
                        .setRoom(LivekitModels.Room.newBuilder().setSid("RM_1").setName("studio"))
                        .setParticipant(LivekitModels.ParticipantInfo.newBuilder()
                                .setSid(sid)
                                .setIdentity("ada"))
                        .setPingInterval(pingInterval)
                        .setPingTimeout(pingTimeout));
    }

    static LivekitRtc.SignalResponse.Builder resumed() {
        return LivekitRtc.SignalResponse.newBuilder().setReconnect(LivekitRtc.ReconnectResponse.newBuilder());
    }

    static LivekitRtc.SignalResponse.Builder leave(
            LivekitModels.DisconnectReason reason, LivekitRtc.LeaveRequest.Action action) {
        return LivekitRtc.SignalResponse.newBuilder()
                .setLeave(LivekitRtc.LeaveRequest.newBuilder().setReason(reason).setAction(action));
    }

    static LivekitRtc.SignalResponse.Builder token(String token) {
        return LivekitRtc.SignalResponse.newBuilder().setRefreshToken(token);
    }

    static LivekitRtc.SignalResponse.Builder published(LivekitRtc.AddTrackRequest request, String sid) {
        return LivekitRtc.SignalResponse.newBuilder()
                .setTrackPublished(LivekitRtc.TrackPublishedResponse.newBuilder()
                        .setCid(request.getCid())
                        .setTrack(LivekitModels.TrackInfo.newBuilder()
                                .setSid(sid)
                                .setName(request.getName())
                                .setType(request.getType())));
    }

    static LivekitRtc.SignalResponse.Builder answer(String sdp, int id) {
        return LivekitRtc.SignalResponse.newBuilder()
                .setAnswer(LivekitRtc.SessionDescription.newBuilder()
                        .setType("answer")
                        .setSdp(sdp)
                        .setId(id));
    }

    static LivekitRtc.SignalResponse.Builder offer(String sdp, int id, Map<String, String> tracks) {
        return LivekitRtc.SignalResponse.newBuilder()
                .setOffer(LivekitRtc.SessionDescription.newBuilder()
                        .setType("offer")
                        .setSdp(sdp)
                        .setId(id)
                        .putAllMidToTrackId(tracks));
    }

    static LivekitRtc.SignalResponse.Builder trickle(LivekitRtc.SignalTarget target, String candidate) {
        return LivekitRtc.SignalResponse.newBuilder()
                .setTrickle(
                        LivekitRtc.TrickleRequest.newBuilder().setTarget(target).setCandidateInit(candidate));
    }

    static LivekitRtc.SignalResponse.Builder update(LivekitModels.ParticipantInfo.Builder participant) {
        return LivekitRtc.SignalResponse.newBuilder()
                .setUpdate(LivekitRtc.ParticipantUpdate.newBuilder().addParticipants(participant));
    }

    static LivekitModels.ParticipantInfo.Builder participant(String sid, String identity, String... tracks) {
        LivekitModels.ParticipantInfo.Builder info = LivekitModels.ParticipantInfo.newBuilder()
                .setSid(sid)
                .setIdentity(identity)
                .setState(LivekitModels.ParticipantInfo.State.ACTIVE);
        for (String track : tracks) {
            info.addTracks(LivekitModels.TrackInfo.newBuilder()
                    .setSid(track)
                    .setType(LivekitModels.TrackType.VIDEO)
                    .setSource(LivekitModels.TrackSource.CAMERA));
        }
        return info;
    }
}
