package io.decart4j.livekit.internal.signal;

import com.google.protobuf.InvalidProtocolBufferException;
import io.decart4j.livekit.Participant;
import io.decart4j.livekit.TrackInfo;
import io.decart4j.livekit.TrackKind;
import io.decart4j.livekit.TrackSource;
import io.decart4j.webrtc.IceServer;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import livekit.LivekitModels;
import livekit.LivekitRtc;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Between LiveKit's generated messages and ours. Only this package knows the generated ones. */
public final class SignalCodec {

    private static final Logger LOG = LoggerFactory.getLogger("io.decart4j.livekit.LiveKitRoom");

    private SignalCodec() {}

    public static byte[] write(SignalRequest request) {
        LivekitRtc.SignalRequest.Builder to = LivekitRtc.SignalRequest.newBuilder();
        if (request instanceof SignalRequest.Offer offer) {
            to.setOffer(description("offer", offer.sdp(), offer.id()));
        } else if (request instanceof SignalRequest.Answer answer) {
            to.setAnswer(description("answer", answer.sdp(), answer.id()));
        } else if (request instanceof SignalRequest.Trickle trickle) {
            to.setTrickle(LivekitRtc.TrickleRequest.newBuilder()
                    .setCandidateInit(CandidateJson.write(trickle.candidate()))
                    .setTarget(
                            trickle.target() == SignalTarget.PUBLISHER
                                    ? LivekitRtc.SignalTarget.PUBLISHER
                                    : LivekitRtc.SignalTarget.SUBSCRIBER));
        } else if (request instanceof SignalRequest.AddTrack track) {
            to.setAddTrack(addTrack(track));
        } else if (request instanceof SignalRequest.Mute mute) {
            to.setMute(
                    LivekitRtc.MuteTrackRequest.newBuilder().setSid(mute.sid()).setMuted(mute.muted()));
        } else if (request instanceof SignalRequest.Ping ping) {
            to.setPingReq(
                    LivekitRtc.Ping.newBuilder().setTimestamp(ping.nowMillis()).setRtt(ping.rttMillis()));
        } else if (request instanceof SignalRequest.Subscribe subscribe) {
            to.setSubscription(LivekitRtc.UpdateSubscription.newBuilder()
                    .addAllTrackSids(subscribe.trackSids())
                    .setSubscribe(subscribe.subscribe()));
        } else if (request instanceof SignalRequest.SyncState state) {
            to.setSyncState(syncState(state));
        } else if (request instanceof SignalRequest.Leave) {
            to.setLeave(LivekitRtc.LeaveRequest.newBuilder()
                    .setReason(LivekitModels.DisconnectReason.CLIENT_INITIATED)
                    .setAction(LivekitRtc.LeaveRequest.Action.DISCONNECT));
        }
        return to.build().toByteArray();
    }

    /** What cannot be read is {@link SignalResponse.Other}, like what is newer than this client. */
    public static SignalResponse read(ByteBuffer bytes) {
        try {
            return read(LivekitRtc.SignalResponse.parseFrom(bytes));
        } catch (InvalidProtocolBufferException | RuntimeException e) {
            LOG.warn("A signal message cannot be read: {}", e.getClass().getSimpleName());
            return new SignalResponse.Other("unreadable");
        }
    }

    private static SignalResponse read(LivekitRtc.SignalResponse from) {
        return switch (from.getMessageCase()) {
            case JOIN -> join(from.getJoin());
            case RECONNECT ->
                new SignalResponse.Resumed(ice(
                        from.getReconnect().getIceServersList(),
                        from.getReconnect().getClientConfiguration()));
            case OFFER ->
                new SignalResponse.Offer(
                        from.getOffer().getSdp(),
                        from.getOffer().getId(),
                        from.getOffer().getMidToTrackIdMap());
            case ANSWER ->
                new SignalResponse.Answer(
                        from.getAnswer().getSdp(), from.getAnswer().getId());
            case TRICKLE ->
                new SignalResponse.Trickle(
                        from.getTrickle().getTarget() == LivekitRtc.SignalTarget.PUBLISHER
                                ? SignalTarget.PUBLISHER
                                : SignalTarget.SUBSCRIBER,
                        CandidateJson.read(from.getTrickle().getCandidateInit()));
            case UPDATE ->
                new SignalResponse.Update(participants(from.getUpdate().getParticipantsList()));
            case ROOM_UPDATE ->
                new SignalResponse.RoomUpdate(
                        from.getRoomUpdate().getRoom().getSid(),
                        from.getRoomUpdate().getRoom().getName());
            case TRACK_PUBLISHED -> published(from.getTrackPublished());
            case TRACK_UNPUBLISHED ->
                new SignalResponse.TrackUnpublished(from.getTrackUnpublished().getTrackSid());
            case MUTE ->
                new SignalResponse.Muted(from.getMute().getSid(), from.getMute().getMuted());
            case REQUEST_RESPONSE -> requestResponse(from.getRequestResponse());
            case LEAVE -> LeaveCodec.read(from.getLeave());
            case REFRESH_TOKEN -> new SignalResponse.RefreshToken(from.getRefreshToken());
            case PONG_RESP -> new SignalResponse.Pong(from.getPongResp().getLastPingTimestamp());
            default -> new SignalResponse.Other(from.getMessageCase().name());
        };
    }

    private static LivekitRtc.SessionDescription.Builder description(String type, String sdp, int id) {
        return LivekitRtc.SessionDescription.newBuilder()
                .setType(type)
                .setSdp(sdp)
                .setId(id);
    }

    private static LivekitRtc.AddTrackRequest.Builder addTrack(SignalRequest.AddTrack track) {
        LivekitRtc.AddTrackRequest.Builder to = LivekitRtc.AddTrackRequest.newBuilder()
                .setCid(track.cid())
                .setName(track.name())
                .setMuted(track.muted())
                .setSource(LivekitModels.TrackSource.valueOf(track.source().name()));
        if (track.kind() == TrackKind.AUDIO) {
            // Without redundancy the answer would not put audio/red before Opus.
            return to.setType(LivekitModels.TrackType.AUDIO).setDisableRed(true);
        }
        to.setType(LivekitModels.TrackType.VIDEO)
                .setWidth(track.width())
                .setHeight(track.height())
                // A single layer counts as the highest one.
                .addLayers(LivekitModels.VideoLayer.newBuilder()
                        .setQuality(LivekitModels.VideoQuality.HIGH)
                        .setWidth(track.width())
                        .setHeight(track.height())
                        .setBitrate(track.bitrate()));
        if (track.codec() != null) {
            to.addSimulcastCodecs(LivekitRtc.SimulcastCodec.newBuilder()
                    // As LiveKit's own clients write it.
                    .setCodec(track.codec().toLowerCase(Locale.ROOT))
                    .setCid(track.cid()));
        }
        return to;
    }

    private static LivekitRtc.SyncState.Builder syncState(SignalRequest.SyncState state) {
        LivekitRtc.SyncState.Builder to = LivekitRtc.SyncState.newBuilder()
                .setSubscription(LivekitRtc.UpdateSubscription.newBuilder()
                        .addAllTrackSids(state.exceptions())
                        .setSubscribe(!state.autoSubscribe()));
        if (state.offer() != null && state.answer() != null) {
            to.setOffer(description("offer", state.offer().sdp(), state.offer().id()));
            to.setAnswer(
                    description("answer", state.answer().sdp(), state.answer().id()));
        }
        for (SignalRequest.Published published : state.published()) {
            try {
                to.addPublishTracks(LivekitRtc.TrackPublishedResponse.newBuilder()
                        .setCid(published.cid())
                        .setTrack(LivekitModels.TrackInfo.parseFrom(
                                published.info().duplicate())));
            } catch (InvalidProtocolBufferException e) {
                throw new AssertionError("these bytes were written here", e);
            }
        }
        return to;
    }

    private static SignalResponse.Join join(LivekitRtc.JoinResponse join) {
        return new SignalResponse.Join(
                join.getParticipant().getSid(),
                join.getParticipant().getIdentity(),
                join.getRoom().getSid(),
                join.getRoom().getName(),
                participants(join.getOtherParticipantsList()),
                ice(join.getIceServersList(), join.getClientConfiguration()),
                join.getClientConfiguration().getResumeConnection() != LivekitModels.ClientConfigSetting.DISABLED,
                join.getSubscriberPrimary(),
                Duration.ofSeconds(join.getPingInterval()),
                Duration.ofSeconds(join.getPingTimeout()),
                join.getServerInfo().getVersion(),
                permission(join.getParticipant()));
    }

    private static SignalResponse.Ice ice(
            List<LivekitRtc.ICEServer> servers, LivekitModels.ClientConfiguration configuration) {
        List<IceServer> usable = new ArrayList<>();
        for (LivekitRtc.ICEServer server : servers) {
            try {
                usable.add(new IceServer(
                        List.copyOf(server.getUrlsList()),
                        server.getUsername().isEmpty() ? null : server.getUsername(),
                        server.getCredential().isEmpty() ? null : server.getCredential()));
            } catch (IllegalArgumentException e) {
                LOG.warn("An ICE server is left out: {}", e.getMessage());
            }
        }
        return new SignalResponse.Ice(
                usable, configuration.getForceRelay() == LivekitModels.ClientConfigSetting.ENABLED);
    }

    private static List<ParticipantUpdate> participants(List<LivekitModels.ParticipantInfo> infos) {
        return infos.stream().map(SignalCodec::participant).toList();
    }

    private static ParticipantUpdate participant(LivekitModels.ParticipantInfo info) {
        return new ParticipantUpdate(
                new Participant(
                        info.getSid(),
                        info.getIdentity(),
                        info.getName(),
                        info.getMetadata(),
                        info.getAttributesMap(),
                        info.getTracksList().stream().map(SignalCodec::track).toList()),
                info.getVersion(),
                info.getState() == LivekitModels.ParticipantInfo.State.DISCONNECTED,
                permission(info));
    }

    private static @Nullable PublishPermission permission(LivekitModels.ParticipantInfo info) {
        return info.hasPermission()
                ? new PublishPermission(
                        info.getPermission().getCanPublish(),
                        info.getPermission().getCanPublishSourcesList().stream()
                                .map(SignalCodec::source)
                                .collect(Collectors.toSet()))
                : null;
    }

    private static TrackInfo track(LivekitModels.TrackInfo info) {
        TrackKind kind = switch (info.getType()) {
            case AUDIO -> TrackKind.AUDIO;
            case VIDEO -> TrackKind.VIDEO;
            default -> TrackKind.OTHER;
        };
        return new TrackInfo(
                info.getSid(),
                kind,
                source(info.getSource()),
                info.getName(),
                info.getMuted(),
                info.getWidth(),
                info.getHeight());
    }

    private static TrackSource source(LivekitModels.TrackSource source) {
        return switch (source) {
            case CAMERA -> TrackSource.CAMERA;
            case MICROPHONE -> TrackSource.MICROPHONE;
            case SCREEN_SHARE -> TrackSource.SCREEN_SHARE;
            case SCREEN_SHARE_AUDIO -> TrackSource.SCREEN_SHARE_AUDIO;
            default -> TrackSource.UNKNOWN;
        };
    }

    private static SignalResponse published(LivekitRtc.TrackPublishedResponse published) {
        LivekitModels.TrackInfo track = published.getTrack();
        String codec = track.getCodecsCount() > 0 ? track.getCodecs(0).getMimeType() : track.getMimeType();
        return new SignalResponse.TrackPublished(
                new SignalRequest.Published(
                        published.getCid(), track.getSid(), track.toByteString().asReadOnlyByteBuffer()),
                codec);
    }

    private static SignalResponse requestResponse(LivekitRtc.RequestResponse response) {
        boolean refused = switch (response.getReason()) {
            case OK, QUEUED -> false;
            default -> true;
        };
        return refused && response.hasAddTrack()
                ? new SignalResponse.TrackRefused(
                        response.getAddTrack().getCid(), response.getReason().name(), response.getMessage())
                : new SignalResponse.Other("REQUEST_RESPONSE " + response.getReason());
    }
}
