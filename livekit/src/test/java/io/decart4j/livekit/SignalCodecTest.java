package io.decart4j.livekit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.decart4j.livekit.internal.signal.CandidateJson;
import io.decart4j.livekit.internal.signal.LeaveAction;
import io.decart4j.livekit.internal.signal.SignalCodec;
import io.decart4j.livekit.internal.signal.SignalRequest;
import io.decart4j.livekit.internal.signal.SignalResponse;
import io.decart4j.livekit.internal.signal.SignalTarget;
import io.decart4j.webrtc.IceCandidate;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import livekit.LivekitModels;
import livekit.LivekitRtc;
import org.junit.jupiter.api.Test;

/** Against the generated classes. */
class SignalCodecTest {

    @Test
    void joinHasWhatIsNeeded() {
        LivekitRtc.SignalResponse.Builder message = Script.join("PA_1", 5, 15);
        message.getJoinBuilder()
                .setSubscriberPrimary(true)
                .addOtherParticipants(Script.participant("PA_2", "bob", "TR_1").setVersion(3))
                .setClientConfiguration(LivekitModels.ClientConfiguration.newBuilder()
                        .setForceRelay(LivekitModels.ClientConfigSetting.ENABLED)
                        .setResumeConnection(LivekitModels.ClientConfigSetting.DISABLED))
                .addIceServers(LivekitRtc.ICEServer.newBuilder().addUrls("turn:no.credentials:3478"))
                .addIceServers(LivekitRtc.ICEServer.newBuilder()
                        .addUrls("turns:relay:5349?transport=tcp")
                        .setUsername("u")
                        .setCredential("c"));

        SignalResponse.Join join = (SignalResponse.Join) read(message);

        assertThat(join.sid()).isEqualTo("PA_1");
        assertThat(join.identity()).isEqualTo("ada");
        assertThat(join.roomName()).isEqualTo("studio");
        assertThat(join.pingInterval()).isEqualTo(Duration.ofSeconds(5));
        assertThat(join.pingTimeout()).isEqualTo(Duration.ofSeconds(15));
        assertThat(join.subscriberPrimary()).isTrue();
        assertThat(join.resumable()).isFalse();
        assertThat(join.ice().relay()).isTrue();
        assertThat(join.ice().servers()).singleElement().satisfies(server -> {
            assertThat(server.urls()).containsExactly("turns:relay:5349?transport=tcp");
            assertThat(server.credential()).isEqualTo("c");
        });
        assertThat(join.others()).singleElement().satisfies(other -> {
            assertThat(other.version()).isEqualTo(3);
            assertThat(other.participant().tracks().get(0).kind()).isEqualTo(TrackKind.VIDEO);
        });
    }

    @Test
    void whatIsUnknownOrBrokenIsOther() {
        assertThat(SignalCodec.read(ByteBuffer.wrap(new byte[] {(byte) 0xff, 1, 2})))
                .isInstanceOf(SignalResponse.Other.class);
        assertThat(SignalCodec.read(ByteBuffer.allocate(0))).isInstanceOf(SignalResponse.Other.class);
        assertThat(read(Script.trickle(LivekitRtc.SignalTarget.PUBLISHER, "no json")))
                .isInstanceOf(SignalResponse.Other.class);
        LivekitRtc.SignalResponse.Builder unknownReason = LivekitRtc.SignalResponse.newBuilder()
                .setLeave(
                        LivekitRtc.LeaveRequest.newBuilder().setReasonValue(99).setActionValue(99));
        assertThat(read(unknownReason))
                .isEqualTo(new SignalResponse.Leave(DisconnectReason.UNKNOWN, LeaveAction.DISCONNECT));
        assertThat(read(LivekitRtc.SignalResponse.newBuilder()
                        .setRequestResponse(LivekitRtc.RequestResponse.newBuilder()
                                .setReason(LivekitRtc.RequestResponse.Reason.QUEUED)
                                .setAddTrack(LivekitRtc.AddTrackRequest.newBuilder()))))
                .isInstanceOf(SignalResponse.Other.class);
    }

    @Test
    void candidatesGoBothWays() throws Exception {
        IceCandidate candidate = new IceCandidate("candidate:1 1 udp \"quoted\"", "0", 2, null);
        LivekitRtc.TrickleRequest written = LivekitRtc.SignalRequest.parseFrom(
                        SignalCodec.write(new SignalRequest.Trickle(SignalTarget.SUBSCRIBER, candidate)))
                .getTrickle();

        assertThat(written.getTarget()).isEqualTo(LivekitRtc.SignalTarget.SUBSCRIBER);
        assertThat(read(Script.trickle(LivekitRtc.SignalTarget.SUBSCRIBER, written.getCandidateInit())))
                .isEqualTo(new SignalResponse.Trickle(SignalTarget.SUBSCRIBER, candidate));
        assertThat(CandidateJson.read(
                        "{\"more\":{\"a\":[1]},\"candidate\":\"c\",\"sdpMid\":null,\"usernameFragment\":\"u\"}"))
                .isEqualTo(new IceCandidate("c", null, 0, "u"));
    }

    @Test
    void syncStateGivesTheTrackBackAsItCame() throws Exception {
        LivekitModels.TrackInfo info = LivekitModels.TrackInfo.newBuilder()
                .setSid("TR_1")
                .setMimeType("video/VP8")
                .build();
        SignalResponse.TrackPublished published =
                (SignalResponse.TrackPublished) read(LivekitRtc.SignalResponse.newBuilder()
                        .setTrackPublished(LivekitRtc.TrackPublishedResponse.newBuilder()
                                .setCid("cid")
                                .setTrack(info)));
        SignalRequest.SyncState state = new SignalRequest.SyncState(
                new SignalRequest.Offer("offer", 7),
                new SignalRequest.Answer("answer", 7),
                List.of(published.track()),
                List.of("TR_9"),
                false);

        for (int twice = 0; twice < 2; twice++) {
            LivekitRtc.SyncState written =
                    LivekitRtc.SignalRequest.parseFrom(SignalCodec.write(state)).getSyncState();
            assertThat(written.getPublishTracks(0).getTrack()).isEqualTo(info);
            assertThat(written.getPublishTracks(0).getCid()).isEqualTo("cid");
            assertThat(written.getOffer().getSdp()).isEqualTo("offer");
            assertThat(written.getAnswer().getId()).isEqualTo(7);
            assertThat(written.getSubscription().getSubscribe()).isTrue();
        }
        assertThat(published.codec()).isEqualTo("video/VP8");
    }

    @Test
    void microphonesAreAnnouncedWithoutRedundancy() throws Exception {
        LivekitRtc.AddTrackRequest written = LivekitRtc.SignalRequest.parseFrom(
                        SignalCodec.write(new SignalRequest.AddTrack(
                                "cid", TrackKind.AUDIO, TrackSource.MICROPHONE, "mic", 0, 0, null, 0, false)))
                .getAddTrack();

        assertThat(written.getType()).isEqualTo(LivekitModels.TrackType.AUDIO);
        assertThat(written.getSource()).isEqualTo(LivekitModels.TrackSource.MICROPHONE);
        assertThat(written.getDisableRed()).isTrue();
    }

    @Test
    void optionsAreCheckedAndHideTheToken() {
        URI url = URI.create("wss://host");
        assertThat(RoomOptions.builder(url, "secret.token").build().toString()).doesNotContain("secret");
        assertThat(new SignalResponse.RefreshToken("secret").toString()).doesNotContain("secret");
        assertThatThrownBy(() -> RoomOptions.builder(URI.create("ftp://host"), "t"))
                .hasMessageContaining("url takes");
        assertThatThrownBy(() -> RoomOptions.builder(url, "two words"))
                .hasMessageContaining("token takes")
                .hasMessageNotContaining("words");
        assertThatThrownBy(() -> RoomOptions.builder(url, "t").joinTimeout(Duration.ZERO))
                .hasMessageContaining("joinTimeout");
        assertThatThrownBy(() -> RoomOptions.builder(url, "t")
                        .relayOnly()
                        .hostCandidatesOnly()
                        .build())
                .hasMessageContaining("exclude");
        assertThatThrownBy(() -> VideoPublishOptions.camera(0, 1)).hasMessageContaining("0x1");
    }

    private static SignalResponse read(LivekitRtc.SignalResponse.Builder message) {
        return SignalCodec.read(ByteBuffer.wrap(message.build().toByteArray()));
    }
}
